package dev.imageclassifier.web.http.upload;

import java.util.Optional;

/** Sanitizes the names of uploaded files, which are untrusted text. */
final class FileNames {
  private static final int MAX_LENGTH = 200;

  private FileNames() {}

  /** The name without directories, control and direction characters, at most 200 characters. */
  static Optional<String> sanitize(String fileName) {
    StringBuilder sanitized = new StringBuilder();
    int start = Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1;
    fileName
        .substring(start)
        .codePoints()
        .filter(FileNames::isVisible)
        .limit(MAX_LENGTH)
        .forEach(sanitized::appendCodePoint);
    String result = sanitized.toString().strip();
    return result.isEmpty() ? Optional.empty() : Optional.of(result);
  }

  private static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
