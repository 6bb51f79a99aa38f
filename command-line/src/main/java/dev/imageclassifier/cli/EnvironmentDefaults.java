package dev.imageclassifier.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
    String value = environment.getOrDefault(variable(argument), "");
    // an empty variable is how compose files say "not set"; the value is no picocli template
    return value.isEmpty() ? null : value.replace("${", "$${");
  }

  /** The variable that gave this argument its value; empty when it was on the command line. */
  Optional<String> source(ArgSpec argument, String[] arguments) {
    String variable = variable(argument);
    if (environment.getOrDefault(variable, "").isEmpty()
        || !(argument instanceof OptionSpec option)) {
      return Optional.empty();
    }
    boolean typed =
        Arrays.stream(arguments)
            .anyMatch(
                typedArgument ->
                    Arrays.stream(option.names())
                        .anyMatch(
                            name ->
                                typedArgument.equals(name)
                                    || typedArgument.startsWith(name + "=")));
    return typed ? Optional.empty() : Optional.of(variable);
  }

  private static String variable(ArgSpec argument) {
    boolean named =
        argument instanceof OptionSpec option
            && option.longestName().startsWith("--")
            && !option.usageHelp()
            && !option.versionHelp();
    return named ? variable(((OptionSpec) argument).longestName()) : "";
  }

  static String variable(String option) {
    return PREFIX + option.substring(2).toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
