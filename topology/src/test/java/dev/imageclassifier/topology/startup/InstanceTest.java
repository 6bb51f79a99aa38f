package dev.imageclassifier.topology.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.imageclassifier.topology.runner.InstanceClientSupplier;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InstanceTest {
  @TempDir Path parent;

  @Test
  void keepsTheIdOverRestarts() {
    String first;
    try (InstanceDirectory instance = InstanceDirectory.lock(parent)) {
      first = instance.id();
    }

    try (InstanceDirectory again = InstanceDirectory.lock(parent)) {
      assertEquals(first, again.id());
    }
  }

  @Test
  void givesEachRunningInstanceItsOwnDirectory() {
    try (InstanceDirectory one = InstanceDirectory.lock(parent);
        InstanceDirectory other = InstanceDirectory.lock(parent)) {
      assertNotEquals(one.path(), other.path());
      assertNotEquals(one.id(), other.id());
    }
  }

  @Test
  void derivesTheTransactionalIdFromInstanceAndThread() {
    InstanceClientSupplier clients = new InstanceClientSupplier("app", "abc");

    assertEquals(
        "app-abc-2",
        clients.withStableId(Map.of("transactional.id", "app-5d9c-11-2")).get("transactional.id"));
    assertEquals(Map.of("acks", "all"), clients.withStableId(Map.of("acks", "all")));
  }
}
