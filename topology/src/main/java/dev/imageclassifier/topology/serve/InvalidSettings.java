package dev.imageclassifier.topology.serve;

import java.util.List;

/** Settings that cannot work together; the message names every problem, a line each. */
public final class InvalidSettings extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** All problems at once. */
  public InvalidSettings(List<String> problems) {
    super(
        problems.size() == 1
            ? problems.get(0)
            : problems.size() + " problems:\n  - " + String.join("\n  - ", problems));
  }
}
