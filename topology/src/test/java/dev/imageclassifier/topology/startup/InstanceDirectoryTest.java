package dev.imageclassifier.topology.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InstanceDirectoryTest {
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
}
