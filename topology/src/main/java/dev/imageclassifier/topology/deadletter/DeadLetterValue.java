package dev.imageclassifier.topology.deadletter;

import org.apache.kafka.common.serialization.Serializer;

/**
 * The value of a dead letter between processor and sink.
 *
 * @param value the unchanged value of the record; may be null
 * @param partition partition of the record on the input topic
 */
@SuppressWarnings("ArrayRecordComponent") // forwarded, never compared
public record DeadLetterValue(byte[] value, int partition) {

  /** Serializes the unchanged value. */
  public static Serializer<DeadLetterValue> serializer() {
    return (topic, deadLetter) -> deadLetter == null ? null : deadLetter.value();
  }

  @Override
  public String toString() {
    return "DeadLetterValue[" + (value == null ? "null" : value.length + " bytes") + "]";
  }
}
