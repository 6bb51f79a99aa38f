package dev.imageclassifier.systemtests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.imageclassifier.testkit.PackageRules;
import org.junit.jupiter.api.Test;

/**
 * The dependencies between the modules, and the modules that may use DJL, Kafka and OpenTelemetry.
 * The packages inside a module are checked by the ArchitectureTest of that module.
 */
final class ModuleArchitectureTest {
  private static final String ROOT = "dev.imageclassifier";
  private static final JavaClasses CLASSES = PackageRules.productionClasses(ROOT);

  @Test
  void modulesUseOnlyTheListedModules() {
    PackageRules.belowFirstLevel(ROOT)
        .allow("contract")
        .allow("cli", "contract")
        .allow("kafka", "contract")
        .allow("runtime", "contract")
        .allow("model", "cli", "contract", "runtime")
        .allow("embedded", "cli", "contract")
        .allow("topology", "cli", "kafka", "contract", "runtime")
        .allow("ingest", "cli", "kafka", "contract")
        .allow("web", "cli", "kafka", "contract")
        .allow(
            "demo", "cli", "kafka", "contract", "runtime", "embedded", "topology", "ingest", "web")
        .allow(
            "benchmark",
            "cli",
            "kafka",
            "contract",
            "runtime",
            "embedded",
            "topology",
            "web",
            "demo")
        .allow("packaging", "runtime")
        .allow("testkit")
        .check();
  }

  @Test
  void onlyModelRuntimeAndBenchmarkUseDjl() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".runtime..", ROOT + ".benchmark..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.djl..")
        .check(CLASSES);
  }

  @Test
  void onlyTheTracingOfTopologyUsesOpenTelemetry() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".topology.tracing..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.opentelemetry..")
        .check(CLASSES);
  }

  @Test
  void modelRuntimeAndCommandLineDoNotUseKafka() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".runtime..", ROOT + ".cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka..")
        .check(CLASSES);
  }

  @Test
  void onlyTopologyAndBenchmarkUseKafkaStreams() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".topology..", ROOT + ".benchmark..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka.streams..")
        .check(CLASSES);
  }
}
