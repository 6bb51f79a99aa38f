package dev.imageclassifier.demo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import dev.imageclassifier.testkit.PackageRules;
import org.junit.jupiter.api.Test;

/** The allowed dependencies of the demo. */
class ArchitectureTest {
  private static final String ROOT = "dev.imageclassifier.demo";

  @Test
  void hasOnePackage() {
    PackageRules.below(ROOT).allow("").check();
  }

  @Test
  void usesLibraryClassesAndNoCommands() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ai.djl..", "dev.imageclassifier..command..")
        .check(PackageRules.productionClasses(ROOT));
  }
}
