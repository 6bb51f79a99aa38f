package dev.imageclassifier.benchmark.soak;

import dev.imageclassifier.benchmark.measure.ProcessStats;
import dev.imageclassifier.cli.ResidentMemory;
import dev.imageclassifier.runtime.predict.Classifier;
import java.util.Locale;

/**
 * One sample of the memory of this process.
 *
 * @param seconds time since the start
 * @param outcomes committed outcomes so far
 * @param residentBytes resident memory; 0 if the system does not report it
 * @param heapBytes heap in use after the last garbage collection
 * @param nativeArrays live native arrays of the model
 * @param threads live Java threads
 */
public record SoakSample(
    double seconds,
    long outcomes,
    long residentBytes,
    long heapBytes,
    int nativeArrays,
    int threads) {
  private static final int MIB = 1 << 20;

  /** Measures this process now. */
  static SoakSample take(double seconds, long outcomes, Classifier classifier) {
    return new SoakSample(
        seconds,
        outcomes,
        ResidentMemory.bytes().orElse(0),
        ProcessStats.heapAfterGc(),
        classifier.liveArrays(),
        ProcessStats.threads());
  }

  /** One line for people. */
  public String toText() {
    return String.format(
        Locale.ROOT,
        "%7.1f s  %8d images  resident %5d MiB  heap after GC %4d MiB  native arrays %d  threads %d",
        seconds,
        outcomes,
        residentBytes / MIB,
        heapBytes / MIB,
        nativeArrays,
        threads);
  }

  /** One JSON object. */
  public String toJson() {
    return String.format(
        Locale.ROOT,
        """
        {"seconds":%.1f,"images":%d,"resident_bytes":%d,"heap_after_gc_bytes":%d,\
        "native_arrays":%d,"threads":%d}""",
        seconds,
        outcomes,
        residentBytes,
        heapBytes,
        nativeArrays,
        threads);
  }
}
