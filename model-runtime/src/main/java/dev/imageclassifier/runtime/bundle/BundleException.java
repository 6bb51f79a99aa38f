package dev.imageclassifier.runtime.bundle;

import java.nio.file.Path;
import java.util.List;

/**
 * A model directory that cannot be used. The operator must act: the message names the directory,
 * everything that is wrong with it and what to do.
 */
public final class BundleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A refusal. */
  public BundleException(String sentence) {
    super(sentence);
  }

  /** A refusal with its cause. */
  public BundleException(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  /** A refusal of {@code directory} for one or more {@code problems}, each naming file and key. */
  static BundleException of(Path directory, List<String> problems) {
    String start = "The model directory " + directory + " cannot be used: ";
    if (problems.size() == 1) {
      return new BundleException(start + problems.get(0) + ".");
    }
    // one line: commands print it as one
    StringBuilder all = new StringBuilder(start).append(problems.size()).append(" problems: ");
    for (int i = 0; i < problems.size(); i++) {
      all.append(i == 0 ? "(" : "; (").append(i + 1).append(") ").append(problems.get(i));
    }
    return new BundleException(all.append('.').toString());
  }
}
