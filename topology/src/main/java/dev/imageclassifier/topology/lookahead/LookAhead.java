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
 * The records that one stream thread has polled and not yet processed, in the order in which they
 * will be processed within each partition.
 *
 * <p>It holds references to values that Kafka Streams buffers anyway, so it costs no memory of its
 * own. Forgetting a record is always safe: it is then classified when its turn comes. Not
 * thread-safe but for {@link #size} and {@link #bytes}: poll and process run on the same stream
 * thread.
 */
public final class LookAhead {
  private final Map<String, Map<Integer, NavigableMap<Long, PolledRecord>>> partitions =
      new HashMap<>();
  private final long maxBytes;
  private boolean moreToPoll;

  /** Written by the stream thread alone, and read by whoever measures. */
  private volatile long bytes;

  private volatile int size;

  /**
   * An empty look-ahead.
   *
   * @param maxBytes most encoded bytes to remember; what does not fit is not remembered
   */
  public LookAhead(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Remembers one polled record, in position of an earlier one with the same offset. */
  public void remember(RecordPosition position, byte[] value) {
    PolledRecord waiting = new PolledRecord(position, value);
    if (bytes + waiting.length() > maxBytes) {
      return;
    }
    PolledRecord before = queue(position).put(position.offset(), waiting);
    add(before == null ? 1 : 0, waiting.length() - (before == null ? 0 : before.length()));
  }

  /**
   * Forgets what lies at or before {@code position} in its partition: it was processed or skipped.
   */
  public void processed(RecordPosition position) {
    Iterator<PolledRecord> old =
        queue(position).headMap(position.offset(), true).values().iterator();
    while (old.hasNext()) {
      add(-1, -old.next().length());
      old.remove();
    }
  }

  /** Forgets a partition that this thread no longer owns. */
  public void drop(String topic, int partition) {
    Map<Integer, NavigableMap<Long, PolledRecord>> ofTopic = partitions.get(topic);
    NavigableMap<Long, PolledRecord> dropped = ofTopic == null ? null : ofTopic.remove(partition);
    if (dropped != null) {
      dropped.values().forEach(waiting -> add(-1, -waiting.length()));
    }
  }

  /**
   * The next records to classify together: those after {@code position} in its own partition first,
   * then those of the thread's other partitions.
   *
   * @param position the record that is being processed
   * @param count most records to answer
   * @param byteBudget most encoded bytes of them together
   * @param wanted leaves out what must not join a batch or is classified already
   */
  public List<PolledRecord> after(
      RecordPosition position, int count, long byteBudget, Predicate<PolledRecord> wanted) {
    List<PolledRecord> chosen = new ArrayList<>(Math.max(count, 0));
    long left =
        take(queue(position).tailMap(position.offset(), false), chosen, count, byteBudget, wanted);
    for (Map.Entry<String, Map<Integer, NavigableMap<Long, PolledRecord>>> topic :
        partitions.entrySet()) {
      for (Map.Entry<Integer, NavigableMap<Long, PolledRecord>> partition :
          topic.getValue().entrySet()) {
        boolean own =
            partition.getKey() == position.partition() && topic.getKey().equals(position.topic());
        if (!own && chosen.size() < count) {
          left = take(partition.getValue(), chosen, count, left, wanted);
        }
      }
    }
    return chosen;
  }

  private static long take(
      Map<Long, PolledRecord> queue,
      List<PolledRecord> chosen,
      int count,
      long byteBudget,
      Predicate<PolledRecord> wanted) {
    long left = byteBudget;
    for (PolledRecord waiting : queue.values()) {
      if (chosen.size() >= count || waiting.length() > left) {
        break;
      }
      if (wanted.test(waiting)) {
        chosen.add(waiting);
        left -= waiting.length();
      }
    }
    return left;
  }

  /**
   * Notes whether the latest poll was full, so that more records wait where nobody can see them.
   */
  public void moreToPoll(boolean more) {
    moreToPoll = more;
  }

  /** Whether no record waits, neither polled nor, as far as one can tell, to be polled. */
  public boolean caughtUp() {
    return !moreToPoll && isEmpty();
  }

  /** Whether no record is remembered. */
  public boolean isEmpty() {
    return size == 0;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
  private void add(int records, long length) {
    size += records;
    bytes += length;
  }

  /** Remembered records; from any thread. */
  public int size() {
    return size;
  }

  /** Encoded bytes of all remembered records; from any thread. */
  public long bytes() {
    return bytes;
  }

  private NavigableMap<Long, PolledRecord> queue(RecordPosition position) {
    return partitions
        .computeIfAbsent(position.topic(), topic -> new HashMap<>())
        .computeIfAbsent(position.partition(), partition -> new TreeMap<>());
  }
}
