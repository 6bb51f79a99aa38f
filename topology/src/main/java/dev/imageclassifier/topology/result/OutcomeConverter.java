package dev.imageclassifier.topology.result;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.contract.Sha256;
import dev.imageclassifier.runtime.predict.Prediction;

/** Converts the outcome of a session to the outcome of the contract. */
public final class OutcomeConverter {
  private OutcomeConverter() {}

  /**
   * Converts an outcome.
   *
   * @param encoded the encoded image
   */
  public static Outcome convert(
      dev.imageclassifier.runtime.predict.Outcome outcome, byte[] encoded) {
    return outcome.<Outcome>fold(
        labelled ->
            new Outcome.Labelled(
                labelled.predictions().stream().map(OutcomeConverter::prediction).toList(),
                new ClassificationResult.Image(
                    labelled.format().code(),
                    labelled.width(),
                    labelled.height(),
                    encoded.length,
                    Sha256.hex(encoded),
                    labelled.damaged() ? Boolean.TRUE : null),
                new ClassificationResult.Timing(
                    labelled.decodeMs(),
                    labelled.preprocessMs(),
                    labelled.predictMs(),
                    labelled.batchSize())),
        rejected -> rejected);
  }

  private static ClassificationResult.Prediction prediction(Prediction prediction) {
    return new ClassificationResult.Prediction(
        prediction.rank(),
        prediction.label().label(),
        prediction.score(),
        prediction.classIndex(),
        prediction.label().wnid());
  }
}
