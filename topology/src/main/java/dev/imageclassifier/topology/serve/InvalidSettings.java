package dev.imageclassifier.topology.serve;

import java.util.List;

/** Settings that cannot work together; the message names every problem, numbered. */
public final class InvalidSettings extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /** All problems at once. */
  public InvalidSettings(List<String> problems) {
    super(problems.size() == 1 ? problems.get(0) : problems.size() + " problems:" + all(problems));
    this.problems = List.copyOf(problems);
  }

  /** Each of them. */
  List<String> problems() {
    return problems;
  }

  /** On one line: a command escapes line feeds in what it prints. */
  private static String all(List<String> problems) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < problems.size(); i++) {
      text.append(" (").append(i + 1).append(") ").append(problems.get(i));
    }
    return text.toString();
  }
}
