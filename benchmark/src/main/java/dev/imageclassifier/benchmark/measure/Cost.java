package dev.imageclassifier.benchmark.measure;

import java.util.OptionalDouble;

/**
 * The time that a number of images took.
 *
 * @param images number of images
 * @param seconds wall time
 * @param cpuSeconds CPU time of the processes that classified
 * @param brokerCpuSeconds CPU time of the broker; empty for rows without Kafka
 */
public record Cost(
    long images, double seconds, double cpuSeconds, OptionalDouble brokerCpuSeconds) {
  private static final double MILLIS = 1e3;

  /** The rate. */
  public double imagesPerSecond() {
    return images / seconds;
  }

  /** The rate per second of CPU time. */
  public double imagesPerCpuSecond() {
    return images / cpuSeconds;
  }

  /** CPU milliseconds for each image. */
  public double cpuMsPerImage() {
    return MILLIS * cpuSeconds / images;
  }

  /** CPU milliseconds of the broker for each image. */
  public OptionalDouble brokerCpuMsPerImage() {
    return brokerCpuSeconds.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(MILLIS * brokerCpuSeconds.getAsDouble() / images);
  }
}
