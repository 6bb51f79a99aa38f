package dev.imageclassifier.cli;

import dev.imageclassifier.contract.error.ErrorText;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
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
   * Reports the problems.
   *
   * @throws ParameterException with all problems, if there are any
   */
  public void throwIfInvalid(CommandLine command) {
    if (!problems.isEmpty()) {
      throw new ParameterException(command, ErrorText.numbered(problems));
    }
  }
}
