package dev.imageclassifier.ingest.run;

import dev.imageclassifier.ingest.journal.OutcomeStore;
import dev.imageclassifier.ingest.journal.RunInfo;
import dev.imageclassifier.ingest.journal.RunJournal;
import dev.imageclassifier.ingest.journal.RunSummary;
import dev.imageclassifier.ingest.outcomes.FollowSettings;
import dev.imageclassifier.ingest.outcomes.Follower;
import dev.imageclassifier.kafka.StartPosition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads what became of a run's records into the journal, from where an earlier process left off, on
 * a thread for each of the two topics.
 */
public final class OutcomeTracker implements AutoCloseable {
  private static final Duration SLACK = Duration.ofMinutes(10);
  private static final long GLANCE_MILLISECONDS = 200;

  private final RunJournal run;
  private final OutcomeStore log;
  private final RunSummary before;
  private final AtomicLong labelled = new AtomicLong();
  private final AtomicLong deadLettered = new AtomicLong();
  private final List<Follower> followers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopped;
  private volatile RuntimeException failure;

  private OutcomeTracker(RunJournal run) {
    this.run = run;
    this.log = run.outcomes();
    this.before = log.summary();
    labelled.set(before.labelled());
    deadLettered.set(before.deadLettered());
  }

  /** Begins to read what is there and what comes. */
  public static OutcomeTracker follow(RunJournal run, OutcomeTopics topics)
      throws InterruptedException {
    return start(run, topics, Optional.empty());
  }

  /** Reads what is there now. */
  public static void catchUp(RunJournal run, OutcomeTopics topics) throws InterruptedException {
    try (OutcomeTracker outcomes = start(run, topics, Optional.of(StartPosition.end()))) {
      for (Thread thread : outcomes.threads) {
        thread.join();
      }
      outcomes.rethrow();
    }
  }

  /** What an earlier process has left. */
  public RunSummary before() {
    return before;
  }

  /** How many outcomes were labels so far. */
  public long labelled() {
    return labelled.get();
  }

  /** How many outcomes were dead letters so far. */
  public long deadLettered() {
    return deadLettered.get();
  }

  /**
   * Returns when every published file has its outcome, the time is over, or {@link #stop} was
   * called.
   */
  public void await(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    long seen = -1;
    while (!stopped && System.nanoTime() < deadline) {
      rethrow();
      long now = labelled() + deadLettered();
      // counting is dear, and needless while nothing has come
      if (now != seen && log.summary().pending() == 0) {
        return;
      }
      seen = now;
      Thread.sleep(GLANCE_MILLISECONDS);
    }
  }

  /** Waits no longer. Any thread. */
  public void stop() {
    stopped = true;
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

  private static OutcomeTracker start(RunJournal run, OutcomeTopics topics, Optional<StartPosition> until)
      throws InterruptedException {
    OutcomeTracker outcomes = new OutcomeTracker(run);
    boolean started = false;
    try {
      outcomes.add(topics, topics.results(), false, until);
      outcomes.add(topics, topics.deadLetters(), true, until);
      outcomes.threads.forEach(Thread::start);
      started = true;
      return outcomes;
    } finally {
      if (!started) {
        outcomes.followers.forEach(Follower::close);
      }
    }
  }

  private void add(OutcomeTopics topics, String topic, boolean deadLetters, Optional<StartPosition> until)
      throws InterruptedException {
    RunInfo entry = run.entry();
    StartPosition from = StartPosition.offsets(log.positions(topic), StartPosition.time(entry.started().minus(SLACK)));
    Follower follower =
        new Follower(
            topics.client(),
            new FollowSettings(topic, from, until, Optional.empty(), topics.timeout()));
    followers.add(follower);
    OutcomeRecorder reader =
        new OutcomeRecorder(
            log,
            entry.id(),
            entry.topic(),
            topic,
            deadLetters,
            deadLetters ? deadLettered : labelled);
    Thread thread = new Thread(() -> follow(follower, reader), "outcomes-" + topic);
    thread.setDaemon(true);
    threads.add(thread);
  }

  private void follow(Follower follower, OutcomeRecorder reader) {
    try {
      follower.follow(() -> {}, reader);
    } catch (RuntimeException e) {
      failure = e; // thrown on the thread that waits
    }
  }

  private void rethrow() {
    if (failure != null) {
      throw failure;
    }
  }
}
