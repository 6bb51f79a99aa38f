package dev.imageclassifier.sandbox.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The build's picture of the house: modules, rooms inside modules, and who may hold which types.
 */
final class HouseRulesTest {
  private static final String ROOT = "dev.imageclassifier";
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages(ROOT);

  private static final Arrows MODULES =
      new Arrows(
          ROOT,
          Map.ofEntries(
              entry("cli"),
              entry("contract"),
              entry("connection", "cli"),
              entry("runtime", "cli"),
              entry("model", "cli", "runtime"),
              entry("embedded", "cli"),
              entry("topology", "cli", "connection", "contract", "runtime"),
              entry("ingest", "cli", "connection", "contract"),
              entry("web", "cli", "connection", "contract"),
              entry(
                  "demo",
                  "cli",
                  "connection",
                  "contract",
                  "runtime",
                  "embedded",
                  "topology",
                  "ingest",
                  "web"),
              entry(
                  "benchmark",
                  "cli",
                  "connection",
                  "contract",
                  "runtime",
                  "embedded",
                  "topology",
                  "ingest",
                  "web",
                  "demo")));

  private static final Arrows MODEL_RUNTIME =
      new Arrows(
          ROOT + ".runtime",
          Map.of(
              "decode", Set.of(),
              "preprocess", Set.of("decode"),
              "bundle", Set.of("preprocess"),
              "predict", Set.of("decode", "preprocess", "bundle")));

  private static Map.Entry<String, Set<String>> entry(String module, String... dependencies) {
    return Map.entry(module, Set.of(dependencies));
  }

  @Test
  void modulesDrawOnlyTheArrowsOfTheDesign() {
    assertEquals(List.of(), MODULES.forbidden(HOUSE));
    assertEquals(Set.of(), MODULES.unknown(HOUSE));
  }

  @Test
  void theRoomsOfModelRuntimeLookDownstream() {
    assertEquals(List.of(), MODEL_RUNTIME.forbidden(HOUSE));
    assertEquals(Set.of(), MODEL_RUNTIME.unknown(HOUSE));
  }

  @Test
  void aForbiddenArrowIsNoticed() {
    JavaClasses fixture = new ClassFileImporter().importPackages(ROOT + ".contract.fixture");

    List<String> found = MODULES.forbidden(fixture);

    assertTrue(found.size() >= 1, found.toString());
    assertTrue(found.get(0).startsWith("contract -> topology: "), found.toString());
  }

  @Test
  void djlTypesStayInPredictAndZoo() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".runtime.predict..", ROOT + ".model.zoo..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.djl..")
        .check(HOUSE);
  }

  @Test
  void openTelemetryStaysInTrace() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".topology.tracing..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.opentelemetry..")
        .check(HOUSE);
  }

  @Test
  void modelRuntimeAndTheCommandLineKnowNoKafka() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".runtime..", ROOT + ".cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka..")
        .check(HOUSE);
  }

  @Test
  void kafkaStreamsStaysInTopology() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".topology..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka.streams..")
        .check(HOUSE);
  }
}
