package dev.imageclassifier.web.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Passes outcomes to subscribers, at most 20 per second. It counts the outcomes above that rate and
 * skips them. New subscribers first receive the latest outcomes. Thread-safe.
 */
public final class LiveFeed {
  private static final int HISTORY = 40;
  private static final int MAX_PER_SECOND = 20;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final LongSupplier nanoClock;
  private final Set<Consumer<LiveEvent>> subscribers = new CopyOnWriteArraySet<>();
  private final Deque<LiveEvent> history = new ArrayDeque<>();
  private long intervalStart;
  private int publishedInInterval;
  private long skipped;

  public LiveFeed() {
    this(System::nanoTime);
  }

  /** Uses this clock, in nanoseconds, instead of the system clock. */
  LiveFeed(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.intervalStart = nanoClock.getAsLong();
  }

  /** Passes an outcome to all subscribers, or skips it if the rate is exceeded. */
  public synchronized void publish(LiveEvent event) {
    long now = nanoClock.getAsLong();
    if (now - intervalStart >= NANOS_PER_SECOND) {
      intervalStart = now;
      publishedInInterval = 0;
    }
    if (publishedInInterval >= MAX_PER_SECOND) {
      skipped++;
      return;
    }
    publishedInInterval++;
    LiveEvent published = event.withSkipped(skipped);
    skipped = 0;
    history.addLast(published);
    if (history.size() > HISTORY) {
      history.removeFirst();
    }
    // under the lock, so that a new subscriber neither misses an event nor receives it twice
    subscribers.forEach(subscriber -> subscriber.accept(published));
  }

  /** Passes the latest and all future outcomes to {@code subscriber}, which must not block. */
  public synchronized void subscribe(Consumer<LiveEvent> subscriber) {
    history.forEach(subscriber);
    subscribers.add(subscriber);
  }

  public void unsubscribe(Consumer<LiveEvent> subscriber) {
    subscribers.remove(subscriber);
  }
}
