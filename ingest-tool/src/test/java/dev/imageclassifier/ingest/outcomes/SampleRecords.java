package dev.imageclassifier.ingest.outcomes;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.DeadLetter;
import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.contract.ErrorStage;
import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.contract.RecordPosition;
import dev.imageclassifier.kafka.DeadLetterHeaders;
import dev.imageclassifier.kafka.ResultSerializer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Creates results and dead letters with the format of the classifier. */
public final class SampleRecords {
  private SampleRecords() {}

  /** A result for the image with this key. */
  public static byte[] result(String key) {
    ClassificationResult result =
        new ClassificationResult(
            key,
            List.of(
                new ClassificationResult.Prediction(1, "tabby", 0.951234, 281, "n02123045"),
                new ClassificationResult.Prediction(2, "lynx", 0.03, 287, "n02127052")),
            new ClassificationResult.Model("m", "1", "fp32", "sha256:" + "0".repeat(64)),
            new ClassificationResult.Image("jpeg", 24, 16, 700, "0".repeat(64), null),
            new ClassificationResult.Source("images", 0, 7, "2026-11-23T10:15:30.123Z"),
            new ClassificationResult.Timing(1, 1, 1, 1));
    return new ResultSerializer().serialize("image-labels", result);
  }

  public static Headers deadLetterHeaders() {
    Headers headers = new RecordHeaders();
    DeadLetterHeaders.write(
        headers,
        DeadLetter.of(
            new Outcome.Rejected(
                DeadLetterReason.TRUNCATED, ErrorStage.DECODE, "The data ends after 12 bytes."),
            new RecordPosition("images", 3, 42)));
    return headers;
  }

  public static ProducerRecord<byte[], byte[]> toSend(String topic, String key, byte[] value) {
    return new ProducerRecord<>(topic, bytes(key), value);
  }

  static ConsumerRecord<byte[], byte[]> received(String key, byte[] value) {
    return new ConsumerRecord<>("image-labels", 1, 5, key == null ? null : bytes(key), value);
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
