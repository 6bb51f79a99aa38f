package dev.imageclassifier.topology.lookahead;

import dev.imageclassifier.contract.RecordPosition;

/**
 * A polled record that is not processed yet.
 *
 * @param position topic, partition and offset
 * @param value the encoded image; may be null
 */
@SuppressWarnings("ArrayRecordComponent") // the array's identity distinguishes a repeated poll
public record PolledRecord(RecordPosition position, byte[] value) {
  /** Encoded bytes; 0 for a null value. */
  public int length() {
    return value == null ? 0 : value.length;
  }
}
