package dev.imageclassifier.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.testkit.TestBroker;
import org.junit.jupiter.api.Test;

final class TestBrokerTest {
  @Test
  void findsBothBrokers() {
    assertEquals("embedded", TestBroker.provider("embedded").name());
    assertEquals("container", TestBroker.provider("container").name());
  }

  @Test
  void rejectsAnUnknownBroker() {
    String message =
        assertThrows(IllegalStateException.class, () -> TestBroker.provider("cloud")).getMessage();

    assertTrue(message.startsWith("KAFKA_CLUSTER is 'cloud'"), message);
    assertTrue(message.contains("embedded") && message.contains("container"), message);
  }
}
