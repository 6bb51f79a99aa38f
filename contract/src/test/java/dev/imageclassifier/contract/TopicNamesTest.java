package dev.imageclassifier.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicNamesTest {
  @Test
  void hasDefaults() {
    assertEquals(
        List.of("images", "image-labels", "image-dead-letters"), TopicNames.DEFAULTS.all());
    assertEquals(List.of("image-labels", "image-dead-letters"), TopicNames.DEFAULTS.outputs());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a b", "images/new", "ä"})
  void rejectsInvalidNames(String name) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> new TopicNames("in", name, "dead"))
            .getMessage();

    assertEquals(
        "Invalid topic name '"
            + name
            + "': use up to 249 letters, digits, dots, underscores and hyphens",
        message);
  }

  @Test
  void rejectsEqualNames() {
    assertThrows(IllegalArgumentException.class, () -> new TopicNames("a", "a", "b"));
    assertThrows(IllegalArgumentException.class, () -> new TopicNames("a", "b", "a"));
    assertThrows(IllegalArgumentException.class, () -> new TopicNames("a", "b", "b"));
  }
}
