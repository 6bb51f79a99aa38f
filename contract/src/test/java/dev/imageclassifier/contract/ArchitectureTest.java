package dev.imageclassifier.contract;

import dev.imageclassifier.testkit.PackageRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void packagesUseOnlyTheListedPackages() {
    PackageRules.below("dev.imageclassifier.contract").allow("").allow("error").check();
  }
}
