package dev.imageclassifier.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Provides the default of an option that is not on the command line: first the environment ({@code
 * APP_INPUT_TOPIC} for {@code --input-topic}), then the command's {@code --config} file (key {@code
 * input-topic}).
 */
final class SettingDefaults implements IDefaultValueProvider {
  private static final String PREFIX = "APP_";

  private final Map<String, String> environment;
  private SettingsFile file;

  SettingDefaults(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public String defaultValue(ArgSpec argument) {
    String name = name(argument);
    if (name.isEmpty()) {
      return null;
    }
    String value = environment.getOrDefault(variable(name), "");
    // compose files set a variable to an empty value to leave it unset
    if (value.isEmpty() && !name.equals(ConfigOption.NAME)) {
      value = file(argument.command()).value(name.substring(2)).orElse("");
    }
    // picocli would interpret ${…} in the value
    return value.isEmpty() ? null : value.replace("${", "$${");
  }

  /** Called after picocli has assigned the options of the command line. */
  private SettingsFile file(CommandSpec command) {
    OptionSpec option = command.findOption(ConfigOption.NAME);
    if (option == null) {
      return SettingsFile.NONE;
    }
    String variable = environment.getOrDefault(variable(ConfigOption.NAME), "");
    Path path =
        option.getValue() != null
            ? option.getValue()
            : variable.isEmpty() ? null : Path.of(variable);
    if (path == null) {
      return SettingsFile.NONE;
    }
    if (file == null || !file.path().equals(path)) {
      file = SettingsFile.read(path, command);
    }
    return file;
  }

  /** The source of the argument's value; empty where it has the built-in default. */
  Optional<String> source(ArgSpec argument, ParseResult parsed) {
    String name = name(argument);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    if (parsed != null && parsed.hasMatchedOption((OptionSpec) argument)) {
      return Optional.of(EffectiveSettings.COMMAND_LINE);
    }
    return defaultSource(argument);
  }

  /** The source of an argument that is not on the command line. */
  Optional<String> defaultSource(ArgSpec argument) {
    String name = name(argument);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    if (!environment.getOrDefault(variable(name), "").isEmpty()) {
      return Optional.of(variable(name));
    }
    return name.equals(ConfigOption.NAME)
        ? Optional.empty()
        : file(argument.command()).position(name.substring(2));
  }

  private static String name(ArgSpec argument) {
    boolean named =
        argument instanceof OptionSpec option
            && option.longestName().startsWith("--")
            && !option.usageHelp()
            && !option.versionHelp();
    return named ? ((OptionSpec) argument).longestName() : "";
  }

  static String variable(String option) {
    return PREFIX + option.substring(2).toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
