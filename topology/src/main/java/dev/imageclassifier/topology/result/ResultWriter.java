package dev.imageclassifier.topology.result;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.RecordPosition;
import dev.imageclassifier.contract.Sha256;
import dev.imageclassifier.runtime.predict.ModelIdentity;
import dev.imageclassifier.runtime.predict.Outcome;
import dev.imageclassifier.runtime.predict.Prediction;
import java.nio.charset.StandardCharsets;

/** Writes what the model said of one picture in the contract's words. Thread-safe. */
public final class ResultWriter {
  /**
   * The result of one record.
   *
   * @param key the record's key; may be null
   * @param value the encoded picture
   * @param timestamp milliseconds since the epoch
   */
  public ClassificationResult write(
      byte[] key,
      byte[] value,
      RecordPosition position,
      long timestamp,
      Outcome.Labelled labelled,
      ModelIdentity model) {
    return new ClassificationResult(
        key == null ? null : new String(key, StandardCharsets.UTF_8),
        labelled.predictions().stream().map(ResultWriter::prediction).toList(),
        new ClassificationResult.Model(
            model.name(), model.version(), model.precision(), model.digest()),
        new ClassificationResult.Image(
            labelled.format().code(),
            labelled.width(),
            labelled.height(),
            value.length,
            Sha256.hex(value),
            labelled.damaged() ? Boolean.TRUE : null),
        ClassificationResult.Source.of(
            position.topic(), position.partition(), position.offset(), timestamp),
        new ClassificationResult.Timing(
            labelled.decodeMs(),
            labelled.preprocessMs(),
            labelled.predictMs(),
            labelled.batchSize()));
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
