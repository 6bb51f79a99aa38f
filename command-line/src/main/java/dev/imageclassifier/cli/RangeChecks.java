package dev.imageclassifier.cli;

import dev.imageclassifier.contract.error.ErrorText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Checks the values of a command's options and reports all problems at once. */
public final class RangeChecks {
  private final List<String> problems = new ArrayList<>();

  /**
   * Checks that {@code value} lies between {@code minimum} and {@code maximum}.
   *
   * @return the value, or the nearest allowed value if it lies outside
   */
  public long within(String option, long value, long minimum, long maximum) {
    if (value >= minimum && value <= maximum) {
      return value;
    }
    String range = maximum >= Integer.MAX_VALUE ? minimum + " or more" : minimum + " to " + maximum;
    problems.add("%s is %d: it must be %s".formatted(option, value, range));
    return value < minimum ? minimum : maximum;
  }

  /** Checks that {@code value} is at least {@code minimum}; otherwise as {@link #within}. */
  public int atLeast(String option, int value, int minimum) {
    return Math.toIntExact(within(option, value, minimum, Integer.MAX_VALUE));
  }

  /** Adds another problem. */
  public void add(String problem) {
    problems.add(problem);
  }

  /** All problems found so far. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /**
   * Reports the problems. A problem that names an option also names the source of its value, if the
   * value is not on the command line.
   *
   * @throws ParameterException with all problems, if there are any
   */
  public void throwIfInvalid(CommandLine command) {
    if (!problems.isEmpty()) {
      throw new ParameterException(
          command,
          ErrorText.numbered(problems.stream().map(it -> withSource(it, command)).toList()));
    }
  }

  private static String withSource(String problem, CommandLine command) {
    if (command.getDefaultValueProvider() instanceof SettingDefaults defaults) {
      for (OptionSpec option : command.getCommandSpec().options()) {
        Pattern name = Pattern.compile(Pattern.quote(option.longestName()) + "(?![\\w-])");
        if (name.matcher(problem).find()) {
          return defaults
              .source(option, command.getParseResult())
              .filter(source -> !source.equals(EffectiveSettings.COMMAND_LINE))
              .map(source -> problem + " (from " + source + ")")
              .orElse(problem);
        }
      }
    }
    return problem;
  }
}
