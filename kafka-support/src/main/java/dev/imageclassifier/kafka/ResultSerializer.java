package dev.imageclassifier.kafka;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.ResultJson;
import org.apache.kafka.common.serialization.Serializer;

/** Writes a result as compact UTF-8 JSON. Equal results give equal bytes. Thread-safe. */
public final class ResultSerializer implements Serializer<ClassificationResult> {
  @Override
  public byte[] serialize(String topic, ClassificationResult result) {
    return result == null ? null : ResultJson.write(result);
  }
}
