package dev.imageclassifier.sandbox.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which package may look at which. The table is the diagram: what it does not name is forbidden.
 *
 * @param root package that the table's names are relative to
 * @param allowed for each package, the packages it may look at beside itself
 */
record Arrows(String root, Map<String, Set<String>> allowed) {

  /** Every arrow that the table forbids, as a sentence each. */
  List<String> forbidden(JavaClasses classes) {
    List<String> found = new ArrayList<>();
    for (JavaClass from : classes) {
      room(from.getPackageName())
          .ifPresent(
              room ->
                  from.getDirectDependenciesFromSelf().stream()
                      .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                      .distinct()
                      .forEach(
                          to ->
                              room(to.getPackageName())
                                  .filter(target -> !target.equals(room))
                                  .filter(target -> !allowed.get(room).contains(target))
                                  .ifPresent(
                                      target ->
                                          found.add(
                                              room
                                                  + " -> "
                                                  + target
                                                  + ": "
                                                  + from.getName()
                                                  + " looks at "
                                                  + to.getName()))));
    }
    return found;
  }

  /** Packages of these classes that the table says nothing about. */
  Set<String> unknown(JavaClasses classes) {
    Map<String, String> unknown = new TreeMap<>();
    for (JavaClass one : classes) {
      room(one.getPackageName())
          .filter(room -> !allowed.containsKey(room))
          .ifPresent(room -> unknown.put(room, room));
    }
    return unknown.keySet();
  }

  private Optional<String> room(String packageName) {
    if (!packageName.startsWith(root + ".")) {
      return Optional.empty();
    }
    String rest = packageName.substring(root.length() + 1);
    int dot = rest.indexOf('.');
    return Optional.of(dot < 0 ? rest : rest.substring(0, dot));
  }
}
