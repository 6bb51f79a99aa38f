package dev.imageclassifier.cli;

import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Takes an option that is not on the command line from the environment: {@code --input-topic} from
 * {@code APP_INPUT_TOPIC}.
 */
final class EnvironmentDefaults implements IDefaultValueProvider {
  private static final String PREFIX = "APP_";

  private final Map<String, String> environment;

  EnvironmentDefaults(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public String defaultValue(ArgSpec argument) {
    if (argument instanceof OptionSpec option && option.longestName().startsWith("--")) {
      String value = environment.get(variable(option.longestName()));
      return value == null || option.usageHelp() || option.versionHelp() ? null : value;
    }
    return null;
  }

  static String variable(String option) {
    return PREFIX + option.substring(2).toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
