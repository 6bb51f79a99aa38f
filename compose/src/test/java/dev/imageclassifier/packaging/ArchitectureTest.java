package dev.imageclassifier.packaging;

import dev.imageclassifier.testkit.PackageRules;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
  @Test
  void theModuleHasOnePackage() {
    PackageRules.below("dev.imageclassifier.packaging").allow("").check();
  }
}
