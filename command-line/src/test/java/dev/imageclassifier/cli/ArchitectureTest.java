package dev.imageclassifier.cli;

import dev.imageclassifier.testkit.PackageRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void theModuleHasOnePackage() {
    PackageRules.below("dev.imageclassifier.cli").allow("").check();
  }
}
