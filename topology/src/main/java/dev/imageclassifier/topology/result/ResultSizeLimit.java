package dev.imageclassifier.topology.result;

import org.apache.kafka.common.header.Headers;

/**
 * Whether the results topic takes the result of a record: its key stands in it twice, and its
 * headers travel along. Asked before the record is forwarded, since a producer that refuses it
 * would stop the thread at this record for ever. Immutable.
 */
public final class ResultSizeLimit {
  /** A byte of the key becomes at most six characters of JSON, beside the key itself. */
  private static final long JSON_PER_KEY_BYTE = 6;

  private static final long JSON_PER_PREDICTION = 1_024;

  /** Everything else of the JSON, and a traceparent where the record had none. */
  private static final long JSON_BESIDE = 4_096;

  private final long largestRecord;

  /** Room for results on a topic that takes records of this many bytes. */
  public ResultSizeLimit(long largestRecord) {
    this.largestRecord = largestRecord;
  }

  /** Whether a result of this many predictions fits. */
  public boolean fits(byte[] key, Headers headers, int predictions) {
    long json =
        JSON_BESIDE
            + JSON_PER_PREDICTION * predictions
            + JSON_PER_KEY_BYTE * (key == null ? 0 : key.length);
    return RecordSize.of(key, json, headers) <= largestRecord;
  }

  /** Most bytes of a record. */
  public long largestRecord() {
    return largestRecord;
  }
}
