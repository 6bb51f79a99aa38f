package dev.imageclassifier.runtime.bundle;

import java.nio.file.Path;
import java.util.List;

/**
 * A model directory that cannot be used. The message states the directory, all its problems and how
 * to fix them.
 */
public final class BundleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates an exception with a complete message. */
  public BundleException(String sentence) {
    super(sentence);
  }

  /** Creates an exception with a complete message and its cause. */
  public BundleException(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  /**
   * Creates an exception that lists all {@code problems} of {@code directory}, each with file and
   * key.
   */
  static BundleException of(Path directory, List<String> problems) {
    String start = "The model directory " + directory + " cannot be used: ";
    if (problems.size() == 1) {
      return new BundleException(start + problems.get(0) + ".");
    }
    // commands print the message on one line
    StringBuilder all = new StringBuilder(start).append(problems.size()).append(" problems: ");
    for (int i = 0; i < problems.size(); i++) {
      all.append(i == 0 ? "(" : "; (").append(i + 1).append(") ").append(problems.get(i));
    }
    return new BundleException(all.append('.').toString());
  }
}
