package dev.imageclassifier.topology.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class InstanceClientSupplierTest {
  private final InstanceClientSupplier clients = new InstanceClientSupplier("app", "abc");

  @Test
  void derivesTheTransactionalIdFromInstanceAndThread() {
    assertEquals(
        "app-abc-2",
        clients.withStableId(Map.of("transactional.id", "app-5d9c-11-2")).get("transactional.id"));
  }

  @Test
  void keepsTheConfigurationWithoutATransactionalId() {
    assertEquals(Map.of("acks", "all"), clients.withStableId(Map.of("acks", "all")));
  }
}
