package dev.imageclassifier.contract.error;

import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/** Formats exceptions and untrusted text for users. */
public final class ErrorText {
  private ErrorText() {}

  /** The reason for {@code failure} in a few words; its class name if it has no message. */
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
   * Escapes control and formatting characters in untrusted text (a file name, a key, a message), so
   * that the text stays on one line and cannot control the terminal. A line feed becomes {@code
   * \n}.
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

  /** Returns a single problem unchanged, and several problems numbered on one line. */
  public static String numbered(List<String> problems) {
    if (problems.size() == 1) {
      return problems.get(0);
    }
    StringBuilder text = new StringBuilder().append(problems.size()).append(" problems:");
    for (int i = 0; i < problems.size(); i++) {
      text.append(" (").append(i + 1).append(") ").append(problems.get(i));
    }
    return text.toString();
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
