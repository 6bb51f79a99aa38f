package dev.imageclassifier.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import dev.imageclassifier.testkit.PackageRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final String ROOT = "dev.imageclassifier.ingest";

  @Test
  void packagesUseOnlyAllowedPackages() {
    PackageRules.below(ROOT)
        .allow("files")
        .allow("journal")
        .allow("outcomes")
        .allow("publish", "files")
        .allow("redrive", "journal", "outcomes")
        .allow("run", "files", "journal", "outcomes", "publish")
        .allow("command", "files", "journal", "outcomes", "publish", "redrive", "run")
        .check();
  }

  @Test
  void onlyCommandsUsePicocli() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".command")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(PackageRules.productionClasses(ROOT));
  }

  @Test
  void filesAndJournalUseNoKafka() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".files", ROOT + ".journal")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka..")
        .check(PackageRules.productionClasses(ROOT));
  }
}
