package dev.imageclassifier.ingest.run;

import dev.imageclassifier.cli.DaemonThreads;
import dev.imageclassifier.ingest.journal.OutcomeStore;
import dev.imageclassifier.ingest.journal.RunInfo;
import dev.imageclassifier.ingest.journal.RunJournal;
import dev.imageclassifier.ingest.journal.StoredOutcome;
import dev.imageclassifier.ingest.outcomes.Follower;
import dev.imageclassifier.ingest.outcomes.TopicRange;
import dev.imageclassifier.kafka.StartPosition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Reads the outcomes of a run into the journal, from the offsets that an earlier process has
 * reached. Uses one thread for each of the two topics.
 */
public final class OutcomeTracker implements AutoCloseable {
  private static final Duration CLOCK_MARGIN = Duration.ofMinutes(10);
  private static final long CHECK_MILLISECONDS = 200;

  private final RunJournal run;
  private final OutcomeStore store;
  private final Consumer<StoredOutcome> listener;
  private final AtomicLong outcomes = new AtomicLong();
  private final List<Follower> followers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean cancelled;
  private volatile RuntimeException failure;

  private OutcomeTracker(RunJournal run, Consumer<StoredOutcome> listener) {
    this.run = run;
    this.store = run.outcomes();
    this.listener = listener;
  }

  /**
   * Starts to read existing and new outcomes.
   *
   * @param listener receives each outcome after it was stored, on the reading threads
   */
  public static OutcomeTracker follow(
      RunJournal run, OutcomeSource source, Consumer<StoredOutcome> listener)
      throws InterruptedException {
    return start(run, source, listener, null);
  }

  /** Reads the outcomes that exist now. */
  public static void catchUp(RunJournal run, OutcomeSource source) throws InterruptedException {
    try (OutcomeTracker tracker = start(run, source, outcome -> {}, StartPosition.end())) {
      for (Thread thread : tracker.threads) {
        thread.join();
      }
      tracker.rethrow();
    }
  }

  /**
   * Waits until every published file has an outcome, the timeout has elapsed, or {@link #cancel}
   * was called.
   */
  public void await(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    long counted = -1;
    while (!cancelled && System.nanoTime() < deadline) {
      rethrow();
      long current = outcomes.get();
      // the summary is expensive, so it is computed only after new outcomes
      if (current != counted && store.summary().pending() == 0) {
        return;
      }
      counted = current;
      Thread.sleep(CHECK_MILLISECONDS);
    }
  }

  /** Ends {@link #await}. Thread-safe. */
  public void cancel() {
    cancelled = true;
  }

  @Override
  public void close() {
    followers.forEach(Follower::stop);
    boolean interrupted = Thread.interrupted();
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    followers.forEach(Follower::close);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static OutcomeTracker start(
      RunJournal run, OutcomeSource source, Consumer<StoredOutcome> listener, StartPosition until)
      throws InterruptedException {
    OutcomeTracker tracker = new OutcomeTracker(run, listener);
    boolean started = false;
    try {
      for (String topic : source.topics().outputs()) {
        tracker.add(source, topic, until);
      }
      tracker.threads.forEach(Thread::start);
      started = true;
      return tracker;
    } finally {
      if (!started) {
        tracker.followers.forEach(Follower::close);
      }
    }
  }

  private void add(OutcomeSource source, String topic, StartPosition until)
      throws InterruptedException {
    RunInfo info = run.info();
    StartPosition from =
        StartPosition.offsets(
            store.nextOffsets(topic), StartPosition.time(info.started().minus(CLOCK_MARGIN)));
    Follower follower =
        new Follower(source.client(), TopicRange.from(topic, from, source.timeout()).until(until));
    followers.add(follower);
    OutcomeRecorder recorder =
        new OutcomeRecorder(store, info.id(), source.topics(), topic, this::stored);
    threads.add(
        DaemonThreads.named("outcomes-" + topic).newThread(() -> follow(follower, recorder)));
  }

  private void stored(StoredOutcome outcome) {
    outcomes.incrementAndGet();
    listener.accept(outcome);
  }

  private void follow(Follower follower, OutcomeRecorder recorder) {
    try {
      follower.follow(() -> {}, recorder);
    } catch (RuntimeException e) {
      failure = e; // thrown by await and catchUp
    }
  }

  private void rethrow() {
    if (failure != null) {
      throw failure;
    }
  }
}
