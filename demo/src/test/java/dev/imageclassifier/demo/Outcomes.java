package dev.imageclassifier.demo;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.DeadLetter;
import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.contract.ErrorStage;
import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.contract.RecordPosition;
import java.util.List;

/** Outcomes for the tests. */
final class Outcomes {
  private static final String DIGEST = "0123456789abcdef".repeat(4);

  private Outcomes() {}

  static ClassificationResult result(String imageId, long offset) {
    return new ClassificationResult(
        imageId,
        List.of(new ClassificationResult.Prediction(1, "cat", 0.886421, 3, null)),
        new ClassificationResult.Model("starter", "1", "fp32", "sha256:" + DIGEST),
        new ClassificationResult.Image("png", 480, 360, 1000, DIGEST, null),
        ClassificationResult.Source.of("images", 0, offset, 0),
        new ClassificationResult.Timing(1.25, 0.5, 10.5, 4));
  }

  static PictureOutcome labelled(String imageId, long offset) {
    return new PictureOutcome.Labelled(result(imageId, offset));
  }

  static DeadLetter letter(long offset) {
    return DeadLetter.of(
        new Outcome.Rejected(
            DeadLetterReason.TRUNCATED, ErrorStage.DECODE, "the \"end\" is missing"),
        new RecordPosition("images", 0, offset));
  }

  static PictureOutcome deadLettered(String imageId, long offset) {
    return new PictureOutcome.DeadLettered(imageId, letter(offset));
  }
}
