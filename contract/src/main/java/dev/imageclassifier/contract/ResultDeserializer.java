package dev.imageclassifier.contract;

import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads a result strictly: unknown, missing and doubled properties, wrong types, anything behind
 * the object, and bytes that are not UTF-8 are refused with a {@link
 * org.apache.kafka.common.errors.SerializationException} that says where. Thread-safe.
 */
public final class ResultDeserializer implements Deserializer<ClassificationResult> {
  @Override
  public ClassificationResult deserialize(String topic, byte[] data) {
    return data == null ? null : ResultJson.read(data);
  }
}
