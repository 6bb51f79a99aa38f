package dev.imageclassifier.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imageclassifier.cli.UserError;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaClustersTest {
  @Test
  void knowsBothKinds() {
    assertNotNull(KafkaClusters.choose(Map.of()));
    assertNotNull(KafkaClusters.choose(Map.of("KAFKA_CLUSTER", "embedded")));
    assertNotNull(KafkaClusters.choose(Map.of("KAFKA_CLUSTER", "container")));
  }

  @Test
  void refusesAnyOther() {
    UserError refused =
        assertThrows(UserError.class, () -> KafkaClusters.choose(Map.of("KAFKA_CLUSTER", "cloud")));
    assertEquals(
        "KAFKA_CLUSTER is 'cloud' but must be 'embedded' or 'container'.", refused.getMessage());
  }
}
