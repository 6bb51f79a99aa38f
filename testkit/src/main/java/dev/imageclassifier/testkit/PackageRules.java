package dev.imageclassifier.testkit;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The allowed dependencies between the packages below one root package. A dependency that is not
 * listed is forbidden, and every package must be listed.
 *
 * <pre>{@code
 * PackageRules.below("dev.imageclassifier.web")
 *     .allow("pending")                       // may use no other package
 *     .allow("http", "pending", "live")
 *     .allow("", "http", "kafka", "pending")  // the root package itself
 *     .check();
 * }</pre>
 */
public final class PackageRules {
  private final String root;
  private final UnaryOperator<String> grouping;
  private final Map<String, Set<String>> allowed = new LinkedHashMap<>();

  private PackageRules(String root, UnaryOperator<String> grouping) {
    this.root = root;
    this.grouping = grouping;
  }

  /** Rules for every package below this one, named relative to it: {@code decode.jpeg}. */
  public static PackageRules below(String root) {
    return new PackageRules(root, UnaryOperator.identity());
  }

  /** Rules for the first name below the root only: subpackages belong to it. */
  public static PackageRules belowFirstLevel(String root) {
    return new PackageRules(root, name -> name.replaceFirst("\\..*", ""));
  }

  /** Lists a package and the packages that it may use. */
  public PackageRules allow(String packageName, String... dependencies) {
    if (allowed.put(packageName, Set.of(dependencies)) != null) {
      throw new IllegalArgumentException("Package listed twice: " + packageName);
    }
    return this;
  }

  /** Fails when the production code below the root breaks a rule. */
  public void check() {
    List<String> violations = violations(productionClasses(root));
    if (!violations.isEmpty()) {
      throw new AssertionError(
          "Package rules of %s:%n%s"
              .formatted(root, String.join(System.lineSeparator(), violations)));
    }
  }

  /** The classes below a package without those of tests. */
  public static JavaClasses productionClasses(String root) {
    return new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .withImportOption(location -> !location.contains("-tests.jar"))
        .importPackages(root);
  }

  /** Every rule that these classes or the list itself break, one sentence each. */
  List<String> violations(JavaClasses classes) {
    Set<String> violations = new TreeSet<>();
    Set<String> found = new TreeSet<>();
    for (JavaClass from : classes) {
      name(from).ifPresent(found::add);
      from.getDirectDependenciesFromSelf()
          .forEach(dependency -> add(violations, from, dependency.getTargetClass()));
    }
    for (String name : found) {
      if (!allowed.containsKey(name)) {
        violations.add("The package '%s' is not listed.".formatted(name));
      }
    }
    for (String name : allowed.keySet()) {
      if (!found.contains(name)) {
        violations.add("The listed package '%s' does not exist.".formatted(name));
      }
      findCycle(name, new ArrayList<>())
          .ifPresent(cycle -> violations.add("The list allows a cycle: " + cycle));
    }
    return List.copyOf(violations);
  }

  private void add(Set<String> violations, JavaClass from, JavaClass target) {
    JavaClass to = target.getBaseComponentType();
    Optional<String> user = name(from);
    Optional<String> used = name(to);
    if (user.isPresent()
        && used.isPresent()
        && !used.equals(user)
        && !allowed.getOrDefault(user.get(), Set.of()).contains(used.get())) {
      violations.add(
          "'%s' must not use '%s': %s uses %s"
              .formatted(user.get(), used.get(), from.getName(), to.getName()));
    }
  }

  private Optional<String> findCycle(String name, List<String> path) {
    if (path.contains(name)) {
      return path.get(0).equals(name)
          ? Optional.of(String.join(" -> ", path) + " -> " + name)
          : Optional.empty();
    }
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return allowed.getOrDefault(name, Set.of()).stream()
        .map(next -> findCycle(next, longer))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> name(JavaClass type) {
    String packageName = type.getPackageName();
    if (packageName.equals(root)) {
      return Optional.of("");
    }
    return packageName.startsWith(root + ".")
        ? Optional.of(grouping.apply(packageName.substring(root.length() + 1)))
        : Optional.empty();
  }
}
