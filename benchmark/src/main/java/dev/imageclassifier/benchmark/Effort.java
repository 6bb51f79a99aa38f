package dev.imageclassifier.benchmark;

import java.util.OptionalDouble;

/**
 * What a number of pictures cost.
 *
 * @param pictures how many
 * @param seconds wall time
 * @param cpuSeconds CPU time of this process
 * @param brokerCpuSeconds CPU time of the broker's process, where one takes part
 */
record Effort(long pictures, double seconds, double cpuSeconds, OptionalDouble brokerCpuSeconds) {
  private static final double MILLIS = 1e3;

  double picturesPerSecond() {
    return pictures / seconds;
  }

  double cpuMsPerPicture() {
    return MILLIS * cpuSeconds / pictures;
  }

  OptionalDouble brokerCpuMsPerPicture() {
    return brokerCpuSeconds.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(MILLIS * brokerCpuSeconds.getAsDouble() / pictures);
  }
}
