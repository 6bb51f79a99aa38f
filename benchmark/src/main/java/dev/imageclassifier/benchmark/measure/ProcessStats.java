package dev.imageclassifier.benchmark.measure;

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

/** CPU time, memory and threads of this process, as the JVM and the system report them. */
public final class ProcessStats {
  private static final double NANOS = 1e9;
  private static final Path CLEAR_REFS = Path.of("/proc/self/clear_refs");

  /** Resets the peak of resident memory, see proc(5). */
  private static final byte[] RESET_PEAK = "5".getBytes(StandardCharsets.US_ASCII);

  private ProcessStats() {}

  /** CPU time of all threads so far. */
  public static double cpuSeconds() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / NANOS;
  }

  /** Resets {@link ResidentMemory#peakBytes} where the system supports it. */
  public static void resetPeak() {
    try {
      if (Files.isWritable(CLEAR_REFS)) {
        Files.write(CLEAR_REFS, RESET_PEAK);
      }
    } catch (IOException e) {
      return; // the peak of the whole process is an upper bound
    }
  }

  /** Live Java threads. */
  public static int threads() {
    return ManagementFactory.getThreadMXBean().getThreadCount();
  }

  /** Heap in use after the last garbage collection, in bytes; 0 before the first. */
  public static long heapAfterGc() {
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
