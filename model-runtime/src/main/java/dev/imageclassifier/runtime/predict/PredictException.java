package dev.imageclassifier.runtime.predict;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Thrown when the model fails, or does not return one row of logits per image. */
public final class PredictException extends Exception {
  private static final long serialVersionUID = 1L;

  private static final Pattern PYTHON_ERROR = Pattern.compile("[\\w.]*(?:Error|Exception): (.+)");

  private PredictException(String message, Throwable cause) {
    super(message, cause);
  }

  PredictException(String message) {
    super(message);
  }

  /**
   * Converts an exception of DJL.
   *
   * @throws OutOfMemoryError when libtorch could not allocate memory. All tensors have the same
   *     size, so no single image is the cause.
   */
  static PredictException of(Exception thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof PredictException already) {
      return already;
    }
    String line = summary(cause);
    if (isOutOfMemory(String.valueOf(cause.getMessage()))) {
      OutOfMemoryError error = new OutOfMemoryError("libtorch: " + line);
      error.initCause(thrown);
      throw error;
    }
    return new PredictException(line, thrown);
  }

  /** Detects the messages of libtorch's allocators (c10/core/impl/alloc_cpu.cpp, CUDA). */
  private static boolean isOutOfMemory(String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    return lower.contains("can't allocate memory")
        || lower.contains("not enough memory")
        || lower.contains("out of memory");
  }

  /**
   * Returns the error of libtorch's message in one line: the Python error at its end, or else its
   * first line.
   */
  static String summary(Throwable failure) {
    List<String> lines = String.valueOf(failure.getMessage()).lines().map(String::strip).toList();
    for (int i = lines.size() - 1; i >= 0; i--) {
      Matcher error = PYTHON_ERROR.matcher(lines.get(i));
      if (error.matches()) {
        return error.group(1);
      }
    }
    return failure.getMessage() == null || failure.getMessage().isBlank()
        ? failure.getClass().getSimpleName()
        : lines.stream().filter(line -> !line.isEmpty()).findFirst().orElseThrow();
  }
}
