package dev.imageclassifier.contract;

import org.apache.kafka.common.serialization.Serializer;

/** Writes a result as compact UTF-8 JSON, the same bytes for the same result. Thread-safe. */
public final class ResultSerializer implements Serializer<ClassificationResult> {
  @Override
  public byte[] serialize(String topic, ClassificationResult result) {
    return result == null ? null : ResultJson.write(result);
  }
}
