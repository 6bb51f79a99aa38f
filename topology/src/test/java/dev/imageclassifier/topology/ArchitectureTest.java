package dev.imageclassifier.topology;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import dev.imageclassifier.testkit.PackageRules;
import org.junit.jupiter.api.Test;

/** The dependencies between the packages of this module. */
final class ArchitectureTest {
  private static final String ROOT = "dev.imageclassifier.topology";

  @Test
  void packagesUseOnlyTheListedPackages() {
    PackageRules.below(ROOT)
        .allow("lookahead")
        .allow("metrics")
        .allow("result")
        .allow("deadletter", "result")
        .allow("quarantine", "result")
        .allow("batch", "lookahead", "quarantine", "metrics", "result")
        .allow("tracing", "batch")
        .allow("", "lookahead", "batch", "result", "deadletter", "metrics", "tracing")
        .allow("settings", "lookahead", "batch")
        .allow("startup", "settings", "tracing")
        .allow("health")
        .allow("reload", "batch", "quarantine")
        .allow(
            "runner",
            "",
            "batch",
            "result",
            "deadletter",
            "quarantine",
            "metrics",
            "tracing",
            "settings",
            "startup",
            "health",
            "reload")
        .allow("command", "", "batch", "quarantine", "settings", "startup", "reload", "runner")
        .check();
  }

  @Test
  void onlyTracingUsesOpenTelemetry() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".tracing..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.opentelemetry..")
        .check(PackageRules.productionClasses(ROOT));
  }
}
