package dev.imageclassifier.testkit;

import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void theModuleHasOnePackage() {
    PackageRules.below("dev.imageclassifier.testkit").allow("").check();
  }
}
