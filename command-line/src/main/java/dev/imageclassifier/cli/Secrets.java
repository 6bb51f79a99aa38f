package dev.imageclassifier.cli;

import java.util.regex.Pattern;

/** Keeps passwords out of messages that quote what the user typed. */
final class Secrets {
  private static final Pattern ASSIGNMENT =
      Pattern.compile(
          "((?:password|passphrase|secret|jaas|token|credential)[\\w.-]*\\s*=).*",
          Pattern.CASE_INSENSITIVE);

  private Secrets() {}

  /** The text, each line only up to the first assignment to something named like a secret. */
  static String hide(String text) {
    return ASSIGNMENT.matcher(text).replaceAll("$1[hidden]");
  }
}
