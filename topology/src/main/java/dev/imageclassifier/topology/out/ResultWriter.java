package dev.imageclassifier.topology.out;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.runtime.predict.ModelIdentity;
import dev.imageclassifier.runtime.predict.Outcome;
import dev.imageclassifier.runtime.predict.Prediction;
import dev.imageclassifier.topology.in.Place;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/** Writes what the model said of one picture in the contract's words. Thread-safe. */
public final class ResultWriter {
  // Instant.toString leaves out the milliseconds when they are zero; the schema wants them always
  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

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
      Place place,
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
            sha256(value),
            labelled.damaged() ? Boolean.TRUE : null),
        new ClassificationResult.Source(
            place.topic(),
            place.partition(),
            place.offset(),
            MILLISECONDS.format(Instant.ofEpochMilli(timestamp))),
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

  private static String sha256(byte[] value) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
