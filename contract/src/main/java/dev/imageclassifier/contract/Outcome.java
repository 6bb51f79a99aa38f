package dev.imageclassifier.contract;

import java.util.List;

/**
 * The outcome of one image, from the decoder to the sink: a result or a dead letter. Immutable. The
 * code that writes the outcome to its topic adds the properties of the record (position, key and
 * headers) and of the model.
 */
public sealed interface Outcome {

  /**
   * The model classified the image. The record becomes a {@link ClassificationResult} on the
   * results topic.
   *
   * @param predictions Top-k, best first
   * @param image format, stored size, encoded length and digest
   * @param timing duration of each stage
   */
  record Labelled(
      List<ClassificationResult.Prediction> predictions,
      ClassificationResult.Image image,
      ClassificationResult.Timing timing)
      implements Outcome {
    /** Copies the list. */
    public Labelled {
      predictions = List.copyOf(predictions);
    }
  }

  /**
   * The image cannot be classified. The record goes to the dead-letter topic.
   *
   * @param reason the reason
   * @param stage the stage that failed
   * @param detail one sentence that names the cause, the position in the file and the limit
   * @param exception class name of the exception; empty where nothing was thrown
   */
  record Rejected(DeadLetterReason reason, ErrorStage stage, String detail, String exception)
      implements Outcome {
    /** A rejection without an exception. */
    public Rejected(DeadLetterReason reason, ErrorStage stage, String detail) {
      this(reason, stage, detail, "");
    }
  }
}
