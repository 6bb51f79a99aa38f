package dev.imageclassifier.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import dev.imageclassifier.testkit.PackageRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final String ROOT = "dev.imageclassifier.model";

  @Test
  void packagesUseOnlyTheListedPackages() {
    PackageRules.below(ROOT)
        .allow("download")
        .allow("install")
        .allow("command", "download", "install")
        .check();
  }

  @Test
  void onlyTheDownloadPackageUsesTheNetwork() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".download")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.net.http")
        .check(PackageRules.productionClasses(ROOT));
  }

  @Test
  void noClassUsesDjlOrKafka() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ai.djl..", "org.apache.kafka..")
        .check(PackageRules.productionClasses(ROOT));
  }
}
