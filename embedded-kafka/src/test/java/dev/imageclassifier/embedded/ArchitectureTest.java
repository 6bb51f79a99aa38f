package dev.imageclassifier.embedded;

import dev.imageclassifier.testkit.PackageRules;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
  @Test
  void theModuleHasOnePackage() {
    PackageRules.below("dev.imageclassifier.embedded").allow("").check();
  }
}
