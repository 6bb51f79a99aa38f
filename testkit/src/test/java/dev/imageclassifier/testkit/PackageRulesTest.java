package dev.imageclassifier.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PackageRulesTest {
  private static final String ROOT = "dev.imageclassifier.testkit.fixture";
  private static final String LOWER_USES_UPPER =
      "'lower' must not use 'upper': %1$s.lower.Lower uses %1$s.upper.Upper".formatted(ROOT);

  private final JavaClasses classes = new ClassFileImporter().importPackages(ROOT);

  @Test
  void acceptsAnAllowedDependency() {
    PackageRules rules = PackageRules.below(ROOT).allow("upper").allow("lower", "upper");

    assertEquals(List.of(), rules.violations(classes));
  }

  @Test
  void reportsAForbiddenDependency() {
    PackageRules rules = PackageRules.below(ROOT).allow("lower").allow("upper", "lower");

    assertEquals(List.of(LOWER_USES_UPPER), rules.violations(classes));
  }

  @Test
  void reportsAPackageThatIsNotListed() {
    PackageRules rules = PackageRules.below(ROOT).allow("upper");

    assertEquals(
        List.of(LOWER_USES_UPPER, "The package 'lower' is not listed."), rules.violations(classes));
  }

  @Test
  void reportsAListedPackageThatDoesNotExist() {
    PackageRules rules =
        PackageRules.below(ROOT).allow("upper").allow("lower", "upper").allow("middle");

    assertEquals(List.of("The listed package 'middle' does not exist."), rules.violations(classes));
  }

  @Test
  void reportsAListThatAllowsACycle() {
    PackageRules rules = PackageRules.below(ROOT).allow("upper", "lower").allow("lower", "upper");

    assertEquals(
        List.of(
            "The list allows a cycle: lower -> upper -> lower",
            "The list allows a cycle: upper -> lower -> upper"),
        rules.violations(classes));
  }

  @Test
  void groupsSubpackagesAtTheFirstLevel() {
    PackageRules rules = PackageRules.belowFirstLevel("dev.imageclassifier.testkit");

    assertEquals(List.of("The package 'fixture' is not listed."), rules.violations(classes));
  }
}
