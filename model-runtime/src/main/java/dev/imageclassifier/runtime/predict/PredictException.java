package dev.imageclassifier.runtime.predict;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The model threw, or gave something else than one row of logits for each picture. */
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
   * What a predict threw, without DJL's wrapping.
   *
   * @throws OutOfMemoryError where libtorch could not allocate: every picture's tensor is as large
   *     as the others', so that is never one picture's fault
   */
  static PredictException of(Exception thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof PredictException already) {
      return already;
    }
    String line = sentence(cause);
    if (lacksMemory(String.valueOf(cause.getMessage()))) {
      OutOfMemoryError error = new OutOfMemoryError("libtorch: " + line);
      error.initCause(thrown);
      throw error;
    }
    return new PredictException(line, thrown);
  }

  /** The words of libtorch's allocators, for host (c10/core/impl/alloc_cpu.cpp) and for CUDA. */
  private static boolean lacksMemory(String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    return lower.contains("can't allocate memory")
        || lower.contains("not enough memory")
        || lower.contains("out of memory");
  }

  /**
   * What happened, in one line: libtorch's message begins with where, and ends with the error as
   * Python prints it; without one, its first line says it.
   */
  static String sentence(Throwable failure) {
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
