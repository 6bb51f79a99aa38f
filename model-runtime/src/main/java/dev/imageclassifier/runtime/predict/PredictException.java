package dev.imageclassifier.runtime.predict;

import java.util.Locale;

/** The model threw, or gave something else than one row of logits for each picture. */
final class PredictException extends Exception {
  private static final long serialVersionUID = 1L;

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
    String line = firstLine(cause);
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

  /** libtorch's messages go on with a trace of its own. */
  static String firstLine(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank()
        ? failure.getClass().getSimpleName()
        : message.strip().lines().findFirst().orElseThrow().strip();
  }
}
