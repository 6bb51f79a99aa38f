package dev.imageclassifier.topology.settings;

import java.util.Optional;

/**
 * The part of the heap that holds records. A stream thread holds the response of its last fetch,
 * the next response, the records of its poll, and the records that it sends. Each of them may be as
 * large as the largest record, regardless of the fetch size. Half of the heap is for decoded
 * images, so the records should fit in a quarter.
 *
 * @param heap maximum heap in bytes
 * @param threads number of stream threads
 * @param largestRecord size of the largest record that the input topic accepts, in bytes
 */
record FetchMemory(long heap, int threads, int largestRecord) {
  private static final int COPIES = 4;
  private static final int PART = 4;
  private static final long MIB = 1 << 20;

  /** Bytes of one fetch, at most {@code requested}; a larger record is fetched alone. */
  int fetch(long requested) {
    long affordable = heap / PART / threads / COPIES;
    long bytes = Math.max(largestRecord, Math.min(requested, affordable));
    return (int) Math.min(Integer.MAX_VALUE, bytes);
  }

  /** The problem of a heap that cannot hold the largest record twice per thread. */
  Optional<String> problem() {
    return tooSmall("The heap", heap, 2);
  }

  /** The problem of a heap that may be too small when many of the largest records arrive. */
  Optional<String> warning() {
    return tooSmall("Half of the heap", heap / 2, COPIES);
  }

  private Optional<String> tooSmall(String part, long bytes, int copies) {
    long needed = (long) copies * threads * largestRecord;
    return bytes >= needed
        ? Optional.empty()
        : Optional.of(
            ("%s, %d MiB, is less than %d threads × %d × %d bytes (the largest record that the"
                    + " input topic accepts) = %d MiB: give a larger heap (JAVA_OPTS=-Xmx…), fewer"
                    + " --threads, or lower the topic's max.message.bytes.")
                .formatted(
                    part, bytes / MIB, threads, copies, largestRecord, (needed + MIB - 1) / MIB));
  }
}
