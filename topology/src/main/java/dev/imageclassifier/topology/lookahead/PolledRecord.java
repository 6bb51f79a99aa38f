package dev.imageclassifier.topology.lookahead;

import dev.imageclassifier.contract.RecordPosition;

/**
 * A record that was polled and is not processed yet.
 *
 * @param position its topic, partition and offset
 * @param value the encoded image; may be null
 */
@SuppressWarnings("ArrayRecordComponent") // a record that is polled again has another array
public record PolledRecord(RecordPosition position, byte[] value) {
  /** Encoded bytes; 0 for a null value. */
  public int length() {
    return value == null ? 0 : value.length;
  }
}
