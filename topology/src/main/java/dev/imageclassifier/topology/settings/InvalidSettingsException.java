package dev.imageclassifier.topology.settings;

import dev.imageclassifier.contract.error.ErrorText;
import java.util.List;

/** Settings that cannot work together; the message names every problem, numbered. */
public final class InvalidSettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /** All problems at once. */
  public InvalidSettingsException(List<String> problems) {
    super(ErrorText.numbered(problems));
    this.problems = List.copyOf(problems);
  }

  /** Each of them. */
  public List<String> problems() {
    return problems;
  }
}
