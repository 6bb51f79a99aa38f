package dev.imageclassifier.cli;

import dev.imageclassifier.contract.error.ErrorText;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Looks at all numbers of a command before it complains of any, so that all of it is told at once.
 */
public final class Bounds {
  private final List<String> problems = new ArrayList<>();

  /** The value, or the bound that is nearest to it; then the problem is kept. */
  public long within(String option, long value, long least, long most) {
    if (value >= least && value <= most) {
      return value;
    }
    problems.add(
        option
            + " is "
            + value
            + ": it must be "
            + (most >= Integer.MAX_VALUE ? least + " or more" : least + " to " + most));
    return value < least ? least : most;
  }

  /** The same for a value that must be {@code least} or more. */
  public int atLeast(String option, int value, int least) {
    return Math.toIntExact(within(option, value, least, Integer.MAX_VALUE));
  }

  /** Something else that is wrong. */
  public void add(String problem) {
    problems.add(problem);
  }

  /** All that was found so far. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /**
   * Refuses the command line, with everything that was found.
   *
   * @throws ParameterException unless all was within bounds
   */
  public void refuse(CommandLine command) {
    if (!problems.isEmpty()) {
      throw new ParameterException(command, ErrorText.numbered(problems));
    }
  }
}
