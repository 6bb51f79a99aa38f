package dev.imageclassifier.benchmark.measure;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * A reading of the clocks: wall time, and the CPU time used so far.
 *
 * @param nanos {@link System#nanoTime()}
 * @param cpuSeconds CPU time of all threads of this process, including JIT compilers and garbage
 *     collectors, and of other processes that classify
 * @param brokerCpuSeconds CPU time of the broker; empty for rows without Kafka
 */
public record CpuClock(long nanos, double cpuSeconds, OptionalDouble brokerCpuSeconds) {
  private static final double NANOS = 1e9;

  /** Reads the clocks of this process. */
  public static CpuClock read() {
    return new CpuClock(System.nanoTime(), ProcessStats.cpuSeconds(), OptionalDouble.empty());
  }

  /**
   * Reads the clocks of this process and of a broker.
   *
   * @param broker CPU time of the broker
   * @param others CPU time of the other processes that classify
   */
  public static CpuClock read(Supplier<Duration> broker, Duration others) {
    return new CpuClock(
        System.nanoTime(),
        ProcessStats.cpuSeconds() + others.toNanos() / NANOS,
        OptionalDouble.of(broker.get().toNanos() / NANOS));
  }

  /**
   * The cost of {@code images} images that were classified between this reading and {@code end}.
   */
  public Cost costUntil(CpuClock end, long images) {
    return new Cost(
        images,
        (end.nanos - nanos) / NANOS,
        end.cpuSeconds - cpuSeconds,
        brokerCpuSeconds.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(
                end.brokerCpuSeconds.getAsDouble() - brokerCpuSeconds.getAsDouble()));
  }
}
