package dev.imageclassifier.topology.deadletter;

import org.apache.kafka.common.serialization.Serializer;

/**
 * The value of a dead letter on its way to the sink.
 *
 * @param value the record's value, byte for byte; null where it had none
 * @param partition the partition that the record came from
 */
@SuppressWarnings("ArrayRecordComponent") // carried through, never compared
public record DeadLetterValue(byte[] value, int partition) {

  /** Writes the value as it came. */
  public static Serializer<DeadLetterValue> serializer() {
    return (topic, letter) -> letter == null ? null : letter.value();
  }

  @Override
  public String toString() {
    return "DeadLetterValue[" + (value == null ? "no value" : value.length + " bytes") + "]";
  }
}
