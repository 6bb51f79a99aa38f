package dev.imageclassifier.kafka;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.ResultJson;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads a result from JSON, as strictly as {@link ResultJson#read}. Invalid bytes cause a {@link
 * SerializationException} that states the position of the error. Thread-safe.
 */
public final class ResultDeserializer implements Deserializer<ClassificationResult> {
  @Override
  public ClassificationResult deserialize(String topic, byte[] data) {
    try {
      return data == null ? null : ResultJson.read(data);
    } catch (IllegalArgumentException e) {
      throw new SerializationException(e.getMessage(), e);
    }
  }
}
