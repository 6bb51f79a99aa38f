package dev.imageclassifier.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The resident memory of this process as the operating system counts it: heap, libtorch and other
 * memory. Empty on systems without {@code /proc/self/status}.
 */
public final class ResidentMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final long BYTES_PER_KB = 1024;

  private ResidentMemory() {}

  /** Current resident memory in bytes. */
  public static OptionalLong bytes() {
    return status("VmRSS:");
  }

  /** Peak resident memory in bytes since the start or the last reset. */
  public static OptionalLong peakBytes() {
    return status("VmHWM:");
  }

  private static OptionalLong status(String key) {
    try (var lines = Files.lines(STATUS, StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line -> line.startsWith(key))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * BYTES_PER_KB)
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
