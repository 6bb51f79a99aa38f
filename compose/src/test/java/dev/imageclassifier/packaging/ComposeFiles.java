package dev.imageclassifier.packaging;

import dev.imageclassifier.testkit.ProjectFiles;
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

/** The files of this module, and access to YAML files. */
final class ComposeFiles {
  /** The directory of this module. */
  static final Path COMPOSE = ProjectFiles.file("compose");

  /** The directory of the assembled container images. */
  static final Path IMAGES = COMPOSE.resolve(Path.of("target", "container-image"));

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\w+:-([^}]*)}");

  private ComposeFiles() {}

  /** Reads a YAML file and resolves anchors and merge keys. */
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
      throw new AssertionError("'%s' is not a map in %s".formatted(key, parent.keySet()));
    }
    return (Map<String, Object>) value;
  }

  /** Replaces {@code ${NAME:-default}} with its default, as compose does for an unset variable. */
  static String defaults(Object text) {
    return VARIABLE.matcher(text.toString()).replaceAll(m -> Matcher.quoteReplacement(m.group(1)));
  }
}
