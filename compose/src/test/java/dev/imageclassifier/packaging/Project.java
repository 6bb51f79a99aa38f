package dev.imageclassifier.packaging;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Files of the repository, and the YAML among them. */
final class Project {
  /** This module's directory, where the tests run. */
  static final Path COMPOSE = Path.of("").toAbsolutePath();

  static final Path ROOT = COMPOSE.getParent();
  static final Path IMAGES = COMPOSE.resolve(Path.of("target", "image"));
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\w+:-([^}]*)}");

  private Project() {}

  /** A YAML file's map, anchors and merge keys resolved. */
  static Map<String, Object> yaml(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file)) {
      return new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
    }
  }

  /** A service of the compose file. */
  static Map<String, Object> service(String name) throws IOException {
    return map(map(yaml(COMPOSE.resolve("compose.yaml")), "services"), name);
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Map<String, Object> parent, String key) {
    Object value = parent.get(key);
    if (!(value instanceof Map)) {
      throw new AssertionError("'" + key + "' is no map in " + parent.keySet());
    }
    return (Map<String, Object>) value;
  }

  /** {@code ${NAME:-default}} as compose reads it where NAME is not set. */
  static String defaults(Object text) {
    return VARIABLE.matcher(text.toString()).replaceAll(m -> Matcher.quoteReplacement(m.group(1)));
  }
}
