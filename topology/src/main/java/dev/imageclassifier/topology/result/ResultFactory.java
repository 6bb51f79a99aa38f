package dev.imageclassifier.topology.result;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.contract.ErrorStage;
import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.contract.RecordPosition;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Creates the result of a record, and checks before that the results topic accepts it. A producer
 * that fails at a record would stop the stream thread at this record after every start. Immutable.
 */
public final class ResultFactory {
  /** JSON needs at most six characters for a byte of the key. */
  private static final long JSON_PER_KEY_BYTE = 6;

  private static final long JSON_PER_PREDICTION = 1_024;

  /** The other JSON properties, and a traceparent header that tracing may add. */
  private static final long JSON_OTHER = 4_096;

  private final long maxRecordBytes;

  /**
   * Creates a factory.
   *
   * @param maxRecordBytes size of the largest record that the results topic accepts
   */
  public ResultFactory(long maxRecordBytes) {
    this.maxRecordBytes = maxRecordBytes;
  }

  /**
   * Returns the outcome, or a rejection if the results topic does not accept its result. The JSON
   * contains the key, and the result has the headers of the record.
   *
   * @param key key of the record; may be null
   * @param headers headers of the record
   */
  public Outcome limit(Outcome outcome, byte[] key, Headers headers) {
    if (!(outcome instanceof Outcome.Labelled labelled)) {
      return outcome;
    }
    long json =
        JSON_OTHER
            + JSON_PER_PREDICTION * labelled.predictions().size()
            + JSON_PER_KEY_BYTE * (key == null ? 0 : key.length);
    return RecordSize.of(key, json, headers) <= maxRecordBytes ? outcome : tooLarge();
  }

  private Outcome.Rejected tooLarge() {
    return new Outcome.Rejected(
        DeadLetterReason.TOO_MUCH_METADATA,
        ErrorStage.READ,
        ("The key and headers of the record are too large: the result would exceed the %d bytes"
                + " that the results topic accepts.")
            .formatted(maxRecordBytes));
  }

  /**
   * Creates the result.
   *
   * @param record the record with the image
   * @param position position of the record
   * @param labelled the predictions
   * @param model the model of the predictions
   */
  public ClassificationResult create(
      Record<byte[], byte[]> record,
      RecordPosition position,
      Outcome.Labelled labelled,
      ClassificationResult.Model model) {
    byte[] key = record.key();
    return new ClassificationResult(
        key == null ? null : new String(key, StandardCharsets.UTF_8),
        labelled.predictions(),
        model,
        labelled.image(),
        ClassificationResult.Source.of(
            position.topic(), position.partition(), position.offset(), record.timestamp()),
        labelled.timing());
  }
}
