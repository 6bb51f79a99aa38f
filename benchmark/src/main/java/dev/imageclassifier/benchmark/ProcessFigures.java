package dev.imageclassifier.benchmark;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.OperatingSystemMXBean;
import dev.imageclassifier.cli.ResidentMemory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** What the system and the JVM say of this process. */
final class ProcessFigures {
  private static final double NANOS = 1e9;
  private static final Path CLEAR = Path.of("/proc/self/clear_refs");

  /** Asks Linux to begin a new peak of resident memory (proc(5)). */
  private static final byte[] NEW_PEAK = "5".getBytes(StandardCharsets.US_ASCII);

  private ProcessFigures() {}

  /** CPU time of all threads so far. */
  static double cpuSeconds() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / NANOS;
  }

  /** From here on {@link ResidentMemory#peakBytes} counts anew, where the system can do that. */
  static void beginPeak() {
    try {
      if (Files.isWritable(CLEAR)) {
        Files.write(CLEAR, NEW_PEAK);
      }
    } catch (IOException e) {
      return; // the peak is then that of the whole process, which is not less
    }
  }

  /** Live threads of the JVM. */
  static int threads() {
    return ManagementFactory.getThreadMXBean().getThreadCount();
  }

  /** What the last collection left on the heap; 0 before the first. */
  static long heapAfterGc() {
    return ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class).stream()
        .map(GarbageCollectorMXBean::getLastGcInfo)
        .filter(info -> info != null)
        .max(Comparator.comparingLong(info -> info.getEndTime()))
        .map(
            info ->
                ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP)
                    .map(MemoryPoolMXBean::getName)
                    .map(info.getMemoryUsageAfterGc()::get)
                    .filter(usage -> usage != null)
                    .mapToLong(usage -> usage.getUsed())
                    .sum())
        .orElse(0L);
  }
}
