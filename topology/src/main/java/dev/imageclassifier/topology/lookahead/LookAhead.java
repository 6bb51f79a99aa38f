package dev.imageclassifier.topology.lookahead;

import dev.imageclassifier.contract.RecordPosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The records of the input topic that one stream thread has polled and not yet processed, in the
 * order of their offsets within each partition.
 *
 * <p>It holds references to values that Kafka Streams also buffers, so it needs no additional
 * memory for them. Removing a record is always safe: the record is then classified when Kafka
 * Streams processes it. Not thread-safe, except {@link #size} and {@link #bytes}: Kafka Streams
 * polls and processes on the same stream thread.
 */
public final class LookAhead {
  private final Map<Integer, NavigableMap<Long, PolledRecord>> partitions = new HashMap<>();
  private final long maxBytes;
  private boolean moreToPoll;

  // Written by the stream thread only; read by the metrics.
  private volatile long bytes;
  private volatile int size;

  /**
   * Creates an empty look-ahead.
   *
   * @param maxBytes limit for the encoded bytes of all records; a record above it is not added
   */
  public LookAhead(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Adds a polled record. It replaces an earlier record with the same offset. */
  public void add(PolledRecord record) {
    if (bytes + record.length() > maxBytes) {
      return;
    }
    PolledRecord previous =
        queue(record.position().partition()).put(record.position().offset(), record);
    count(previous == null ? 1 : 0, record.length() - (previous == null ? 0 : previous.length()));
  }

  /** Removes the records of the partition at or before {@code position}. */
  public void removeUpTo(RecordPosition position) {
    Iterator<PolledRecord> done =
        queue(position.partition()).headMap(position.offset(), true).values().iterator();
    while (done.hasNext()) {
      count(-1, -done.next().length());
      done.remove();
    }
  }

  /** Removes all records of a partition that this thread no longer owns. */
  public void removePartition(int partition) {
    NavigableMap<Long, PolledRecord> removed = partitions.remove(partition);
    if (removed != null) {
      removed.values().forEach(record -> count(-1, -record.length()));
    }
  }

  /**
   * Selects the next records for a batch: first the records after {@code position} in its own
   * partition, then those of the other partitions of this thread.
   *
   * @param position position of the record that is being processed
   * @param maxRecords limit for the number of records
   * @param maxTotalBytes limit for the encoded bytes of these records together
   * @param filter rejects records that must not join a batch or are classified already
   */
  public List<PolledRecord> select(
      RecordPosition position, int maxRecords, long maxTotalBytes, Predicate<PolledRecord> filter) {
    Selection selection = new Selection(maxRecords, maxTotalBytes, filter);
    selection.addFrom(queue(position.partition()).tailMap(position.offset(), false));
    partitions.forEach(
        (partition, queue) -> {
          if (partition != position.partition()) {
            selection.addFrom(queue);
          }
        });
    return selection.records;
  }

  /** Collects records until a limit is reached. */
  private static final class Selection {
    private final List<PolledRecord> records;
    private final int maxRecords;
    private final Predicate<PolledRecord> filter;
    private long bytesLeft;

    Selection(int maxRecords, long maxBytes, Predicate<PolledRecord> filter) {
      this.records = new ArrayList<>(Math.max(maxRecords, 0));
      this.maxRecords = maxRecords;
      this.bytesLeft = maxBytes;
      this.filter = filter;
    }

    void addFrom(Map<Long, PolledRecord> queue) {
      if (records.size() >= maxRecords) {
        return;
      }
      for (PolledRecord record : queue.values()) {
        if (records.size() >= maxRecords || record.length() > bytesLeft) {
          return;
        }
        if (filter.test(record)) {
          records.add(record);
          bytesLeft -= record.length();
        }
      }
    }
  }

  /** Sets whether the latest poll was full, so that the consumer probably has more records. */
  public void setMoreToPoll(boolean more) {
    moreToPoll = more;
  }

  /** Whether no record is waiting: none is polled, and the latest poll was not full. */
  public boolean isCaughtUp() {
    return !moreToPoll && size == 0;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // only the stream thread writes
  private void count(int records, long length) {
    size += records;
    bytes += length;
  }

  /** Number of records; callable from any thread. */
  public int size() {
    return size;
  }

  /** Encoded bytes of all records; callable from any thread. */
  public long bytes() {
    return bytes;
  }

  private NavigableMap<Long, PolledRecord> queue(int partition) {
    return partitions.computeIfAbsent(partition, key -> new TreeMap<>());
  }
}
