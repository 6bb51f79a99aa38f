package dev.imageclassifier.benchmark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import dev.imageclassifier.testkit.PackageRules;
import org.junit.jupiter.api.Test;

/** The allowed dependencies between the packages of this module. */
class ArchitectureTest {
  private static final String ROOT = "dev.imageclassifier.benchmark";

  @Test
  void packagesUseOnlyTheListedPackages() {
    PackageRules.below(ROOT)
        .allow("measure")
        .allow("process", "measure")
        .allow("loop", "measure")
        .allow("kafka", "measure", "process")
        .allow("peers", "measure", "process", "loop")
        .allow("soak", "measure", "kafka")
        .allow("", "measure", "loop", "kafka", "peers", "soak")
        .check();
  }

  @Test
  void onlyThePeersUseDjl() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".peers")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.djl..")
        .check(PackageRules.productionClasses(ROOT));
  }
}
