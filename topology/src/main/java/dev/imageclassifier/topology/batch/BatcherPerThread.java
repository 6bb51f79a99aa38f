package dev.imageclassifier.topology.batch;

import dev.imageclassifier.contract.RecordPosition;
import dev.imageclassifier.runtime.predict.StageListener;
import dev.imageclassifier.topology.lookahead.LookAhead;
import dev.imageclassifier.topology.lookahead.PollListener;
import dev.imageclassifier.topology.lookahead.PolledRecord;
import dev.imageclassifier.topology.metrics.RecordCounters;
import dev.imageclassifier.topology.quarantine.Quarantine;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Creates one {@link MicroBatcher} per stream thread. All tasks of the thread share it, so that a
 * thread has one predictor for all its partitions. Thread-safe.
 */
public final class BatcherPerThread implements PollListener, AutoCloseable {
  private final Queue<MicroBatcher> batchers = new ConcurrentLinkedQueue<>();

  @SuppressWarnings("ThreadLocalUsage") // two pipelines in one process must not share predictors
  private final ThreadLocal<MicroBatcher> ofThread = new ThreadLocal<>();

  private final BatchSettings settings;
  private final Supplier<Quarantine> quarantines;
  private final RecordCounters counters;
  private final StageListener stages;
  private Supplier<ModelSession> model;
  private boolean closed;

  /**
   * Creates the batchers of one pipeline.
   *
   * @param model opens a session of the model for one stream thread
   * @param settings limits of a batch
   * @param quarantines creates the quarantine of one stream thread
   * @param counters counts batches
   * @param stages receives the duration of each stage, on the stream threads
   */
  public BatcherPerThread(
      Supplier<ModelSession> model,
      BatchSettings settings,
      Supplier<Quarantine> quarantines,
      RecordCounters counters,
      StageListener stages) {
    this.model = model;
    this.settings = settings;
    this.quarantines = quarantines;
    this.counters = counters;
    this.stages = stages;
  }

  /** The batcher of the calling stream thread. */
  public MicroBatcher forCurrentThread() {
    MicroBatcher batcher = ofThread.get();
    if (batcher == null) {
      batcher = newBatcher();
      ofThread.set(batcher);
    }
    return batcher;
  }

  private synchronized MicroBatcher newBatcher() {
    MicroBatcher batcher =
        new MicroBatcher(model.get(), settings, quarantines.get(), counters, stages);
    batchers.add(batcher);
    return batcher;
  }

  /**
   * Opens a session of another model for each thread, switches each thread between two of its
   * batches, and closes the sessions of the old model. When it returns, no thread uses the old
   * model. Cached outcomes of the old model keep its identity.
   *
   * @throws IllegalStateException after {@link #close}
   */
  public synchronized void switchTo(Supplier<ModelSession> next) {
    if (closed) {
      throw new IllegalStateException("The pipeline is closed.");
    }
    List<ModelSession> opened = new ArrayList<>();
    try {
      for (int i = 0; i < batchers.size(); i++) {
        opened.add(next.get());
      }
    } catch (RuntimeException | Error e) {
      opened.forEach(one -> one.session().close());
      throw e;
    }
    model = next;
    Iterator<ModelSession> sessions = opened.iterator();
    batchers.forEach(batcher -> batcher.switchTo(sessions.next()));
  }

  /** Removes a partition that the calling stream thread no longer owns. */
  public void removePartition(int partition) {
    MicroBatcher batcher = ofThread.get();
    if (batcher != null) {
      batcher.removePartition(partition);
    }
  }

  /** Number of stream threads that have owned a partition; callable from any thread. */
  public int threads() {
    return batchers.size();
  }

  /** Number of records in the look-ahead of all threads; callable from any thread. */
  public long waitingRecords() {
    return batchers.stream().mapToLong(batcher -> batcher.lookAhead().size()).sum();
  }

  /** Encoded bytes in the look-ahead of all threads; callable from any thread. */
  public long waitingBytes() {
    return batchers.stream().mapToLong(batcher -> batcher.lookAhead().bytes()).sum();
  }

  @Override
  public void onPoll(ConsumerRecords<byte[], byte[]> records, boolean full) {
    if (records.isEmpty()) {
      return;
    }
    LookAhead lookAhead = forCurrentThread().lookAhead();
    lookAhead.setMoreToPoll(full);
    for (ConsumerRecord<byte[], byte[]> record : records) {
      lookAhead.add(
          new PolledRecord(
              new RecordPosition(record.topic(), record.partition(), record.offset()),
              record.value()));
    }
  }

  // Kafka logs the consumer properties, and this object is one of them.
  @Override
  public String toString() {
    return "BatcherPerThread[" + batchers.size() + " threads]";
  }

  /** Closes the sessions. Call it after all stream threads have ended. */
  @Override
  public synchronized void close() {
    closed = true;
    for (MicroBatcher batcher = batchers.poll(); batcher != null; batcher = batchers.poll()) {
      batcher.close();
    }
  }
}
