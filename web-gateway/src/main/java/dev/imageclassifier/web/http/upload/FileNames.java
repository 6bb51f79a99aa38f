package dev.imageclassifier.web.http.upload;

import java.util.Optional;

/** Names of uploaded files: anybody's text, of which a harmless label is made. */
public final class FileNames {
  private static final int MAX_LENGTH = 200;

  private FileNames() {}

  /** The name without folders, control and direction characters, and not too long. */
  public static Optional<String> harmless(String given) {
    StringBuilder name = new StringBuilder();
    int start = Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1;
    given
        .substring(start)
        .codePoints()
        .filter(FileNames::isVisible)
        .limit(MAX_LENGTH)
        .forEach(name::appendCodePoint);
    String result = name.toString().strip();
    return result.isEmpty() ? Optional.empty() : Optional.of(result);
  }

  private static boolean isVisible(int point) {
    return switch (Character.getType(point)) {
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
