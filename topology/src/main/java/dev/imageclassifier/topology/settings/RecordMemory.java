package dev.imageclassifier.topology.settings;

import java.util.Optional;

/**
 * How much of the heap the records on their way take. A stream thread holds the response of its
 * last fetch, the next one that arrives meanwhile, the records of its poll, and what it sends; each
 * may be as large as the largest record, whatever the fetch size. Half of the heap belongs to the
 * pictures that are decoded, so that records should get along with a quarter.
 *
 * @param heap bytes of the largest heap
 * @param threads stream threads
 * @param largestRecord bytes of the largest record that the input topic takes
 */
public record RecordMemory(long heap, int threads, int largestRecord) {
  private static final int COPIES = 4;
  private static final int SHARE = 4;
  private static final long MIB = 1 << 20;

  /** Bytes that one fetch asks for, no more than wanted; a larger record comes alone. */
  int fetch(long wanted) {
    long affordable = heap / SHARE / threads / COPIES;
    long most = Math.max(largestRecord, Math.min(wanted, affordable));
    return (int) Math.min(Integer.MAX_VALUE, most);
  }

  /** A heap that cannot hold a record per thread, once as it came and once as it is read. */
  Optional<String> contradiction() {
    return tooSmall("The heap", heap, 2);
  }

  /** A heap that may not suffice when many of the largest records come together. */
  Optional<String> doubt() {
    return tooSmall("Half of the heap", heap / 2, COPIES);
  }

  private Optional<String> tooSmall(String what, long bytes, int copies) {
    long needed = (long) copies * threads * largestRecord;
    return bytes >= needed
        ? Optional.empty()
        : Optional.of(
            what
                + ", "
                + bytes / MIB
                + " MiB, is less than "
                + threads
                + " threads × "
                + copies
                + " × "
                + largestRecord
                + " bytes (the largest record that the input topic takes) = "
                + (needed + MIB - 1) / MIB
                + " MiB: give a larger heap (JAVA_OPTS=-Xmx…), fewer --threads, or lower the"
                + " topic's max.message.bytes.");
  }
}
