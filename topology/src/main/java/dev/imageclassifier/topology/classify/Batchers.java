package dev.imageclassifier.topology.classify;

import dev.imageclassifier.runtime.predict.ModelIdentity;
import dev.imageclassifier.runtime.predict.Session;
import dev.imageclassifier.runtime.predict.StageListener;
import dev.imageclassifier.topology.brake.CrashJournal;
import dev.imageclassifier.topology.in.LookAhead;
import dev.imageclassifier.topology.in.Place;
import dev.imageclassifier.topology.in.PolledRecords;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * One {@link Batcher} per stream thread, shared by all tasks of that thread, so that a thread has
 * one predictor however many partitions it owns. Thread-safe.
 */
public final class Batchers implements PolledRecords, AutoCloseable {
  private final Queue<Batcher> all = new ConcurrentLinkedQueue<>();

  @SuppressWarnings("ThreadLocalUsage") // two pipelines in one process must not share predictors
  private final ThreadLocal<Batcher> ofThread = new ThreadLocal<>();

  private final Supplier<Session> sessions;
  private final ModelIdentity model;
  private final BatchLimits limits;
  private final CrashJournal crashes;
  private final Counters counters;
  private final StageListener stages;

  /**
   * Batchers for one application.
   *
   * @param sessions makes one session per stream thread
   * @param model which model the sessions run
   * @param stages is told how long each stage takes, on the stream threads
   */
  public Batchers(
      Supplier<Session> sessions,
      ModelIdentity model,
      BatchLimits limits,
      CrashJournal crashes,
      Counters counters,
      StageListener stages) {
    this.sessions = sessions;
    this.model = model;
    this.limits = limits;
    this.crashes = crashes;
    this.counters = counters;
    this.stages = stages;
  }

  Batcher ofThisThread() {
    Batcher batcher = ofThread.get();
    if (batcher == null) {
      batcher =
          new Batcher(
              new LookAhead(limits.lookAheadBytes()),
              sessions.get(),
              limits,
              crashes.newPage(),
              counters,
              stages);
      ofThread.set(batcher);
      all.add(batcher);
    }
    return batcher;
  }

  /** Forgets a partition on this thread; a thread that never classified has nothing to forget. */
  void drop(String topic, int partition) {
    Batcher batcher = ofThread.get();
    if (batcher != null) {
      batcher.drop(topic, partition);
    }
  }

  /** Polled records that wait for their turn, over all threads; at this moment, from any thread. */
  public long waiting() {
    return all.stream().mapToLong(batcher -> batcher.lookAhead().size()).sum();
  }

  /** Their encoded bytes. */
  public long waitingBytes() {
    return all.stream().mapToLong(batcher -> batcher.lookAhead().bytes()).sum();
  }

  ModelIdentity model() {
    return model;
  }

  @Override
  public void polled(ConsumerRecords<byte[], byte[]> records) {
    if (records.isEmpty()) {
      return;
    }
    LookAhead lookAhead = ofThisThread().lookAhead();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      lookAhead.remember(
          new Place(record.topic(), record.partition(), record.offset()), record.value());
    }
  }

  @Override
  public String toString() {
    return "Batchers[" + all.size() + " threads]";
  }

  /** Closes the sessions; call it when no stream thread runs any more. */
  @Override
  public void close() {
    for (Batcher batcher = all.poll(); batcher != null; batcher = all.poll()) {
      batcher.close();
    }
  }
}
