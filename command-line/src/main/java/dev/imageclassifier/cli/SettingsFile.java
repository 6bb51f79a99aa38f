package dev.imageclassifier.cli;

import dev.imageclassifier.contract.error.ErrorText;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Settings of one command from a Java properties file, each with its line number. Immutable. */
record SettingsFile(Path path, Map<String, Entry> entries) {
  static final SettingsFile NONE = new SettingsFile(Path.of(""), Map.of());

  /** Options that are not settings: they select another action or another file. */
  private static final Set<String> NOT_SETTINGS = Set.of("config", "check", "help", "version");

  private record Entry(String value, int line) {}

  /**
   * Reads the file.
   *
   * @throws ParameterException when the file cannot be read or has unknown or duplicate keys; the
   *     message states the line of each
   */
  static SettingsFile read(Path path, CommandSpec command) {
    List<String> problems = new ArrayList<>();
    Map<String, Entry> entries = new LinkedHashMap<>();
    Set<String> known = known(command);
    List<String> lines = lines(path, command);
    for (int first = 0; first < lines.size(); first++) {
      int number = first + 1;
      StringBuilder logical = new StringBuilder(lines.get(first));
      while (isContinued(logical) && first + 1 < lines.size()) {
        first++;
        logical.append('\n').append(lines.get(first));
      }
      for (Map.Entry<String, String> one :
          parse(logical, path + ":" + number, command).entrySet()) {
        String key = one.getKey();
        if (!known.contains(key)) {
          problems.add("%s:%d: unknown setting '%s'".formatted(path, number, printable(key)));
        }
        Entry before = entries.put(key, new Entry(one.getValue(), number));
        if (before != null) {
          problems.add(
              "%s:%d: duplicate setting '%s', already set in line %d"
                  .formatted(path, number, printable(key), before.line()));
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new ParameterException(command.commandLine(), String.join("; ", problems) + ".");
    }
    return new SettingsFile(path, entries);
  }

  /** The key may be a misplaced line that contains a secret. */
  private static String printable(String key) {
    return Secrets.hide(ErrorText.printable(key));
  }

  private static List<String> lines(Path path, CommandSpec command) {
    try {
      return Files.readAllLines(path, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ParameterException(
          command.commandLine(),
          "Cannot read the --config file %s: %s. Use a Java properties file in UTF-8."
              .formatted(path, ErrorText.reason(e)),
          e);
    }
  }

  /** Whether the line ends with an odd number of backslashes and so continues on the next line. */
  private static boolean isContinued(CharSequence line) {
    String text = line.toString();
    String start = text.stripLeading();
    if (start.startsWith("#") || start.startsWith("!")) {
      return false;
    }
    int backslashes = text.length() - text.replaceAll("\\\\+$", "").length();
    return backslashes % 2 == 1;
  }

  private static Map<String, String> parse(
      CharSequence logicalLine, String position, CommandSpec command) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(logicalLine.toString()));
    } catch (IOException | IllegalArgumentException e) {
      throw new ParameterException(
          command.commandLine(), position + ": " + ErrorText.reason(e) + ".", e);
    }
    Map<String, String> parsed = new LinkedHashMap<>();
    properties.stringPropertyNames().forEach(k -> parsed.put(k, properties.getProperty(k).strip()));
    return parsed;
  }

  private static Set<String> known(CommandSpec command) {
    Set<String> known = new TreeSet<>();
    for (OptionSpec option : command.options()) {
      known.add(option.longestName().replaceFirst("^--", ""));
    }
    known.removeAll(NOT_SETTINGS);
    return known;
  }

  Optional<String> value(String key) {
    return Optional.ofNullable(entries.get(key)).map(Entry::value);
  }

  /** File and line of the setting. */
  Optional<String> position(String key) {
    return Optional.ofNullable(entries.get(key)).map(entry -> path + ":" + entry.line());
  }
}
