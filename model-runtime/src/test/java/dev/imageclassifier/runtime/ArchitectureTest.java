package dev.imageclassifier.runtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.imageclassifier.testkit.PackageRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final String ROOT = "dev.imageclassifier.runtime";
  private static final JavaClasses CLASSES = PackageRules.productionClasses(ROOT);

  @Test
  void packagesUseOnlyTheListedPackages() {
    PackageRules.below(ROOT)
        .allow("decode.codec")
        .allow("decode.jpeg", "decode.codec")
        .allow("decode.png", "decode.codec")
        .allow("decode.webp", "decode.codec")
        .allow("decode.gif", "decode.codec")
        .allow("decode.bmp", "decode.codec")
        .allow("decode.tiff", "decode.codec", "decode.jpeg")
        .allow(
            "decode",
            "decode.codec",
            "decode.jpeg",
            "decode.png",
            "decode.webp",
            "decode.gif",
            "decode.bmp",
            "decode.tiff")
        .allow("preprocess", "decode")
        .allow("bundle", "preprocess")
        .allow("predict", "bundle", "decode", "preprocess")
        .check();
  }

  @Test
  void onlyThePredictPackageUsesDjl() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".predict")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.djl..")
        .check(CLASSES);
  }

  @Test
  void noClassUsesTheNetworkTheCommandLineOrKafka() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.net..", "dev.imageclassifier.cli..", "picocli..", "org.apache.kafka..")
        .check(CLASSES);
  }
}
