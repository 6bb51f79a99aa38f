package dev.imageclassifier.web;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The packages of the module and the dependencies allowed between them. */
class ArchitectureTest {
  private static final String ROOT = "dev.imageclassifier.web";

  /** Each package and the packages it may use. The root package may use all of them. */
  private static final Map<String, List<String>> ALLOWED =
      Map.ofEntries(
          Map.entry("pending", List.of()),
          Map.entry("metrics", List.of()),
          Map.entry("kafka", List.of("pending")),
          Map.entry("http.problem", List.of("pending")),
          Map.entry("http.exchange", List.of("http.problem", "metrics")),
          Map.entry("http.security", List.of("http.exchange", "http.problem")),
          Map.entry("settings", List.of("http.security", "kafka")),
          Map.entry("http.result", List.of("http.exchange", "http.problem", "pending")),
          Map.entry(
              "http.upload",
              List.of(
                  "http.exchange",
                  "http.problem",
                  "http.result",
                  "metrics",
                  "pending",
                  "settings")),
          Map.entry("live", List.of("http.exchange", "http.problem", "metrics", "pending")),
          Map.entry(
              "http",
              List.of(
                  "http.exchange",
                  "http.problem",
                  "http.result",
                  "http.security",
                  "http.upload",
                  "live",
                  "metrics",
                  "pending",
                  "settings")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void packagesUseOnlyWhatTheTableAllows() {
    Architectures.LayeredArchitecture layers =
        Architectures.layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (String name : ALLOWED.keySet()) {
      layers = layers.layer(name).definedBy(ROOT + "." + name);
    }
    layers = layers.layer("root").definedBy(ROOT);
    layers = layers.whereLayer("root").mayNotBeAccessedByAnyLayer();
    for (Map.Entry<String, List<String>> entry : ALLOWED.entrySet()) {
      layers =
          entry.getValue().isEmpty()
              ? layers.whereLayer(entry.getKey()).mayNotAccessAnyLayer()
              : layers
                  .whereLayer(entry.getKey())
                  .mayOnlyAccessLayers(entry.getValue().toArray(String[]::new));
    }
    layers.ensureAllClassesAreContainedInArchitectureIgnoring("dev.imageclassifier.contract..");
    layers.check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    SlicesRuleDefinition.slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
  }
}
