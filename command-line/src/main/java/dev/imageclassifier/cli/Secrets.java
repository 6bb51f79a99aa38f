package dev.imageclassifier.cli;

import java.util.regex.Pattern;

/** Removes passwords from messages that quote user input. */
final class Secrets {
  private static final Pattern ASSIGNMENT =
      Pattern.compile(
          "((?:password|passphrase|secret|jaas|token|credential)[\\w.-]*\\s*=).*",
          Pattern.CASE_INSENSITIVE);

  private Secrets() {}

  /** Truncates each line after the first assignment to a name that suggests a secret. */
  static String hide(String text) {
    return ASSIGNMENT.matcher(text).replaceAll("$1[hidden]");
  }
}
