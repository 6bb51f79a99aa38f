package dev.imageclassifier.ingest.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imageclassifier.cli.UserError;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProducerPropertiesTest {
  @Test
  void derivesDefaultsFromTheMaximumFileSize() {
    Map<String, Object> expected = new HashMap<>();
    expected.put("client.id", "image-ingest");
    expected.put("max.request.size", 10_485_760 + 65_536);
    expected.put("buffer.memory", 32L * 1024 * 1024);
    expected.put("max.block.ms", 120_000L);
    expected.put("acks", "all");
    expected.put("enable.idempotence", true);

    assertEquals(expected, ProducerProperties.of(Map.of(), 10 * 1024 * 1024));
    assertEquals(
        2 * (100_000_000L + 65_536),
        ProducerProperties.of(Map.of(), 100_000_000).get("buffer.memory"));
  }

  @Test
  void userPropertiesTakePrecedence() {
    Map<String, Object> merged =
        ProducerProperties.of(
            Map.of("client.id", "mine", "linger.ms", "50", "max.request.size", "7"), 1000);

    assertEquals("mine", merged.get("client.id"));
    assertEquals("50", merged.get("linger.ms"));
    assertEquals("7", merged.get("max.request.size"));
  }

  @Test
  void acceptsExplicitGuarantees() {
    Map<String, Object> merged =
        ProducerProperties.of(Map.of("acks", "-1", "enable.idempotence", "TRUE"), 1000);

    assertEquals("all", merged.get("acks"));
    assertEquals(true, merged.get("enable.idempotence"));
  }

  @Test
  void rejectsWeakerGuarantees() {
    assertEquals(
        "The property acks=1 could lose or duplicate images: remove it or set it to all.",
        rejection(Map.of("acks", "1")));
    assertEquals(
        "The property enable.idempotence=false could lose or duplicate images: remove it or set it"
            + " to true.",
        rejection(Map.of("enable.idempotence", "false")));
    assertEquals(
        "Images are published without transactions: remove the property transactional.id.",
        rejection(Map.of("transactional.id", "t")));
  }

  private static String rejection(Map<String, String> client) {
    return assertThrows(UserError.class, () -> ProducerProperties.of(client, 1000)).getMessage();
  }
}
