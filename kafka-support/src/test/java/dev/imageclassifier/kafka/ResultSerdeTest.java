package dev.imageclassifier.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imageclassifier.contract.ClassificationResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class ResultSerdeTest {
  private static final String SHA256 = "0123456789abcdef".repeat(4);

  private final Serde<ClassificationResult> serde = new ResultSerde();

  @Test
  void readsWhatItWrites() {
    ClassificationResult result =
        new ClassificationResult(
            "a.jpg",
            List.of(new ClassificationResult.Prediction(1, "tabby", 0.95, 281, null)),
            new ClassificationResult.Model("m", "1", "fp32", "sha256:" + SHA256),
            new ClassificationResult.Image("jpeg", 500, 375, 110_233, SHA256, null),
            ClassificationResult.Source.of("images", 3, 42, 0),
            new ClassificationResult.Timing(4, 1, 11, 8));

    byte[] bytes = serde.serializer().serialize("t", result);

    assertEquals(result, serde.deserializer().deserialize("t", bytes));
  }

  @Test
  void keepsTombstones() {
    assertNull(serde.serializer().serialize("t", null));
    assertNull(serde.deserializer().deserialize("t", null));
  }

  @Test
  void reportsInvalidBytesAsSerializationException() {
    byte[] bytes = "[]".getBytes(StandardCharsets.UTF_8);

    assertThrows(SerializationException.class, () -> serde.deserializer().deserialize("t", bytes));
  }
}
