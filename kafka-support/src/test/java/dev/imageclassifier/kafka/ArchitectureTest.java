package dev.imageclassifier.kafka;

import dev.imageclassifier.testkit.PackageRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void theModuleHasOnePackage() {
    PackageRules.below("dev.imageclassifier.kafka").allow("").check();
  }
}
