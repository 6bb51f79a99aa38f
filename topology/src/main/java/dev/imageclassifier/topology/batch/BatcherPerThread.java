package dev.imageclassifier.topology.batch;

import dev.imageclassifier.contract.RecordPosition;
import dev.imageclassifier.runtime.predict.ModelIdentity;
import dev.imageclassifier.runtime.predict.Session;
import dev.imageclassifier.runtime.predict.StageListener;
import dev.imageclassifier.topology.lookahead.LookAhead;
import dev.imageclassifier.topology.lookahead.PollListener;
import dev.imageclassifier.topology.metrics.RecordCounters;
import dev.imageclassifier.topology.quarantine.CrashJournal;
import dev.imageclassifier.topology.quarantine.IsolatedClassifier;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * One {@link MicroBatcher} per stream thread, shared by all tasks of that thread, so that a thread
 * has one predictor however many partitions it owns. Thread-safe.
 */
public final class BatcherPerThread implements PollListener, AutoCloseable {
  private final Queue<MicroBatcher> all = new ConcurrentLinkedQueue<>();

  @SuppressWarnings("ThreadLocalUsage") // two pipelines in one process must not share predictors
  private final ThreadLocal<MicroBatcher> ofThread = new ThreadLocal<>();

  private final BatchSettings limits;
  private final CrashJournal crashes;
  private final IsolatedClassifier trial;
  private final RecordCounters counters;
  private final StageListener stages;
  private Supplier<ModelSession> model;
  private boolean closed;

  /**
   * BatcherPerThread for one application.
   *
   * @param sessions makes one session per stream thread
   * @param model which model the sessions run
   * @param trial who tries what the process seems to have died of
   * @param stages is told how long each stage takes, on the stream threads
   */
  public BatcherPerThread(
      Supplier<Session> sessions,
      ModelIdentity model,
      BatchSettings limits,
      CrashJournal crashes,
      IsolatedClassifier trial,
      RecordCounters counters,
      StageListener stages) {
    this.model = () -> new ModelSession(model, sessions.get());
    this.limits = limits;
    this.crashes = crashes;
    this.trial = trial;
    this.counters = counters;
    this.stages = stages;
  }

  public MicroBatcher ofThisThread() {
    MicroBatcher batcher = ofThread.get();
    if (batcher == null) {
      batcher = newBatcher();
      ofThread.set(batcher);
    }
    return batcher;
  }

  private synchronized MicroBatcher newBatcher() {
    MicroBatcher batcher =
        new MicroBatcher(
            new LookAhead(limits.lookAheadBytes()),
            model.get(),
            limits,
            crashes.newPage(),
            trial,
            counters,
            stages);
    all.add(batcher);
    return batcher;
  }

  /**
   * Gives every thread a session of another model, each between two of its batches, and closes the
   * sessions of the old one. When it returns, no thread uses the old model any more; outcomes that
   * were made with it and wait for their turn still name it.
   *
   * @throws IllegalStateException after {@link #close}
   */
  public synchronized void switchTo(ModelIdentity identity, Supplier<Session> sessions) {
    if (closed) {
      throw new IllegalStateException("the pipeline is closed");
    }
    List<ModelSession> opened = new ArrayList<>();
    try {
      for (int i = 0; i < all.size(); i++) {
        opened.add(new ModelSession(identity, sessions.get()));
      }
    } catch (RuntimeException | Error e) {
      opened.forEach(one -> one.session().close());
      throw e;
    }
    model = () -> new ModelSession(identity, sessions.get());
    Iterator<ModelSession> next = opened.iterator();
    all.forEach(batcher -> batcher.switchTo(next.next()));
  }

  /** Forgets a partition on this thread; a thread that never classified has nothing to forget. */
  public void drop(String topic, int partition) {
    MicroBatcher batcher = ofThread.get();
    if (batcher != null) {
      batcher.drop(topic, partition);
    }
  }

  /** Stream threads that have had a partition so far; from any thread. */
  public int threads() {
    return all.size();
  }

  /** Polled records that wait for their turn, over all threads; at this moment, from any thread. */
  public long waiting() {
    return all.stream().mapToLong(batcher -> batcher.lookAhead().size()).sum();
  }

  /** Their encoded bytes. */
  public long waitingBytes() {
    return all.stream().mapToLong(batcher -> batcher.lookAhead().bytes()).sum();
  }

  @Override
  public void polled(ConsumerRecords<byte[], byte[]> records, boolean full) {
    if (records.isEmpty()) {
      return;
    }
    LookAhead lookAhead = ofThisThread().lookAhead();
    lookAhead.moreToPoll(full);
    for (ConsumerRecord<byte[], byte[]> record : records) {
      lookAhead.remember(
          new RecordPosition(record.topic(), record.partition(), record.offset()), record.value());
    }
  }

  @Override
  public String toString() {
    return "BatcherPerThread[" + all.size() + " threads]";
  }

  /** Closes the sessions; call it when no stream thread runs any more. */
  @Override
  public synchronized void close() {
    closed = true;
    for (MicroBatcher batcher = all.poll(); batcher != null; batcher = all.poll()) {
      batcher.close();
    }
  }
}
