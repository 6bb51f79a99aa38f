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
    return new BundleException(
        problems.size() == 1
            ? start + problems.get(0) + "."
            : start + problems.size() + " problems." + String.join("", lines(problems)));
  }

  private static List<String> lines(List<String> problems) {
    return problems.stream().map(problem -> System.lineSeparator() + "  - " + problem).toList();
  }
}
