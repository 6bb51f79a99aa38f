package dev.imageclassifier.cli;

import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/** Turns exceptions into the few words that a person needs. */
public final class Sentences {
  private Sentences() {}

  /** Why {@code failure} happened, in a few words without the class name where it has a message. */
  public static String reason(Throwable failure) {
    if (failure instanceof NoSuchFileException) {
      return "no such file";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof CharacterCodingException) {
      return "not UTF-8 text";
    }
    if (failure instanceof FileSystemException fileSystem && fileSystem.getReason() != null) {
      return printable(fileSystem.getReason());
    }
    String message = failure.getMessage();
    return message == null || message.isBlank()
        ? failure.getClass().getSimpleName()
        : printable(message);
  }

  /**
   * Text from outside (a file name, a key, a message) so that it stays one line and cannot command
   * the terminal: control and formatting characters become escapes, a line feed {@code \n}.
   */
  public static String printable(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (point == '\n') {
                line.append("\\n");
              } else if (isUnprintable(point)) {
                line.append(String.format("\\u%04x", point));
              } else {
                line.appendCodePoint(point);
              }
            });
    return line.toString();
  }

  private static boolean isUnprintable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  /**
   * One problem as it is, several numbered on one line: a command escapes line feeds in what it
   * prints.
   */
  public static String all(List<String> problems) {
    if (problems.size() == 1) {
      return problems.get(0);
    }
    StringBuilder text = new StringBuilder().append(problems.size()).append(" problems:");
    for (int i = 0; i < problems.size(); i++) {
      text.append(" (").append(i + 1).append(") ").append(problems.get(i));
    }
    return text.toString();
  }

  /** A failure that nobody foresaw, named by its innermost cause, and how to see more of it. */
  static String unexpected(Throwable failure) {
    Throwable cause = rootCause(failure);
    String where =
        cause instanceof FileSystemException fileSystem && fileSystem.getFile() != null
            ? fileSystem.getFile() + ": "
            : "";
    String kind = cause.getClass().getSimpleName();
    String reason = reason(cause);
    return where
        + (where.isEmpty() && !reason.equals(kind) ? kind + ": " : "")
        + reason
        + " (run again with --verbose to see where)";
  }

  /** The innermost cause of {@code failure}. */
  public static Throwable rootCause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return cause;
  }
}
