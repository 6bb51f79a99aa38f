package dev.imageclassifier.topology.settings;

import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.contract.error.ExplainedFailure;
import java.util.List;

/** The settings contradict each other or the cluster. The message numbers all problems. */
public final class InvalidSettingsException extends RuntimeException implements ExplainedFailure {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /** Creates the exception with all problems, one sentence each. */
  public InvalidSettingsException(List<String> problems) {
    super(ErrorText.numbered(problems));
    this.problems = List.copyOf(problems);
  }

  /** The problems, one sentence each. */
  public List<String> problems() {
    return problems;
  }
}
