package dev.imageclassifier.benchmark;

import java.util.Locale;

/**
 * One look at the process.
 *
 * @param outcomes pictures that are settled so far
 * @param residentBytes resident memory, 0 where the system does not tell
 * @param heapBytes what the last collection left on the heap
 * @param nativeArrays live native arrays of the model
 */
record SoakSample(
    double seconds,
    long outcomes,
    long residentBytes,
    long heapBytes,
    int nativeArrays,
    int threads) {
  private static final int MIB = 1 << 20;

  String toText() {
    return String.format(
        Locale.ROOT,
        "%7.1f s  %8d pictures  resident %5d MiB  heap after GC %4d MiB  native arrays %d  threads %d",
        seconds,
        outcomes,
        residentBytes / MIB,
        heapBytes / MIB,
        nativeArrays,
        threads);
  }

  String toJson() {
    return String.format(
        Locale.ROOT,
        "{\"seconds\":%.1f,\"pictures\":%d,\"resident_bytes\":%d,\"heap_after_gc_bytes\":%d,"
            + "\"native_arrays\":%d,\"threads\":%d}",
        seconds,
        outcomes,
        residentBytes,
        heapBytes,
        nativeArrays,
        threads);
  }
}
