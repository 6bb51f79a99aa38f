package dev.imageclassifier.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.function.Executable;

/**
 * The three assertions that every settings record has: its defaults, the mapping of every property
 * by the builder, and every constraint. A component that a test forgets fails the test.
 */
public final class SettingsAssertions {
  private SettingsAssertions() {}

  /**
   * Asserts the value of every component.
   *
   * @param settings the record with its default values
   * @param expected the value of every component, by name
   */
  public static void assertDefaults(Record settings, Map<String, ?> expected) {
    assertAllListed(settings.getClass(), expected.keySet());
    assertEquals(
        new LinkedHashMap<>(expected), values(settings, expected.keySet()), "the default values");
  }

  /** As {@link #assertEveryPropertyIsMapped(Supplier, Map)}, with the record's own builder. */
  public static void assertEveryPropertyIsMapped(
      Class<? extends Record> settings, Map<String, ?> values) {
    assertEveryPropertyIsMapped(
        () -> invoke(method(settings, "builder", 0).orElseThrow(), null), values);
  }

  /**
   * Sets every property with the builder method of its name and asserts that the built record has
   * these values.
   *
   * @param builder returns a new builder; used for records whose builder needs arguments
   * @param values for every component a valid value that is not the default
   */
  public static void assertEveryPropertyIsMapped(Supplier<?> builder, Map<String, ?> values) {
    Object changed = builder.get();
    values.forEach((name, value) -> set(changed, name, value));
    Record built = build(changed);
    assertAllListed(built.getClass(), values.keySet());
    defaults(builder.get())
        .map(record -> values(record, values.keySet()))
        .ifPresent(
            defaults ->
                values.forEach(
                    (name, value) ->
                        assertNotEquals(
                            defaults.get(name),
                            value,
                            "The test must use a value other than the default for " + name)));
    Map<String, Object> actual = values(built, values.keySet());
    values.forEach(
        (name, value) -> {
          Object wrapped =
              actual.get(name) instanceof Optional && !(value instanceof Optional)
                  ? Optional.of(value)
                  : value;
          assertEquals(wrapped, actual.get(name), "the property " + name);
        });
  }

  /** Asserts an IllegalArgumentException whose message contains every part. */
  public static void assertRejected(Executable executable, String... messageParts) {
    String message = assertThrows(IllegalArgumentException.class, executable).getMessage();
    for (String part : messageParts) {
      assertTrue(message.contains(part), () -> "'%s' is not in: %s".formatted(part, message));
    }
  }

  private static void assertAllListed(Class<?> settings, Set<String> names) {
    Set<String> components = new TreeSet<>();
    for (RecordComponent component : settings.getRecordComponents()) {
      components.add(component.getName());
    }
    assertEquals(components, new TreeSet<>(names), "the components of " + settings.getSimpleName());
  }

  private static Map<String, Object> values(Record settings, Set<String> names) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (String name : names) {
      values.put(name, invoke(method(settings.getClass(), name, 0).orElseThrow(), settings));
    }
    return values;
  }

  private static void set(Object builder, String name, Object value) {
    Method setter =
        method(builder.getClass(), name, 1)
            .orElseThrow(() -> new AssertionError("The builder has no method " + name));
    invoke(setter, builder, value);
  }

  private static Record build(Object builder) {
    return (Record) invoke(method(builder.getClass(), "build", 0).orElseThrow(), builder);
  }

  /** The record with default values; empty when the builder has required properties. */
  private static Optional<Record> defaults(Object builder) {
    try {
      return Optional.of(build(builder));
    } catch (IllegalArgumentException | NullPointerException e) {
      return Optional.empty();
    }
  }

  private static Optional<Method> method(Class<?> type, String name, int parameters) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.getName().equals(name))
        .filter(method -> method.getParameterCount() == parameters)
        .findFirst();
  }

  private static Object invoke(Method method, Object target, Object... arguments) {
    try {
      method.setAccessible(true);
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new AssertionError(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(
          "Cannot call %s%s".formatted(method.getName(), List.of(arguments)), e);
    }
  }
}
