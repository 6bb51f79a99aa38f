package dev.imageclassifier.benchmark;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * A moment: wall time, and the CPU time that this process and the broker's have used up to it.
 *
 * @param nanos {@link System#nanoTime()}
 * @param cpuSeconds of all threads, compilers and collectors too
 * @param brokerCpuSeconds of the broker's process, where one takes part
 */
record Clock(long nanos, double cpuSeconds, OptionalDouble brokerCpuSeconds) {
  private static final double NANOS = 1e9;

  /** Now, without a broker. */
  static Clock now() {
    return new Clock(System.nanoTime(), ProcessFigures.cpuSeconds(), OptionalDouble.empty());
  }

  /** Now, with the broker's CPU time, and what other processes used that work as this one does. */
  static Clock now(Supplier<Duration> broker, Duration others) {
    return new Clock(
        System.nanoTime(),
        ProcessFigures.cpuSeconds() + others.toNanos() / NANOS,
        OptionalDouble.of(broker.get().toNanos() / NANOS));
  }

  /** What passed between two moments while {@code pictures} were done. */
  Effort until(Clock end, long pictures) {
    return new Effort(
        pictures,
        (end.nanos - nanos) / NANOS,
        end.cpuSeconds - cpuSeconds,
        brokerCpuSeconds.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(
                end.brokerCpuSeconds.getAsDouble() - brokerCpuSeconds.getAsDouble()));
  }
}
