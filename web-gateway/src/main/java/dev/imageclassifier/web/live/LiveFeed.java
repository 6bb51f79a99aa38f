package dev.imageclassifier.web.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;

/**
 * Passes outcomes on to those who look on, not more of them than a person can see: what comes
 * faster is counted and left out. The latest are kept for those who come later. Thread-safe.
 */
public final class LiveFeed {
  /** So many outcomes are kept. */
  public static final int KEPT = 40;

  private static final int PER_SECOND = 20;
  private static final long SECOND = 1_000_000_000L;

  private final Set<Consumer<LiveEvent>> listeners = new CopyOnWriteArraySet<>();
  private final Deque<LiveEvent> latest = new ArrayDeque<>();
  private long second = System.nanoTime();
  private int shown;
  private long skipped;

  /** An outcome was read. */
  public void publish(LiveEvent event) {
    LiveEvent told;
    synchronized (this) {
      long now = System.nanoTime();
      if (now - second >= SECOND) {
        second = now;
        shown = 0;
      }
      if (shown >= PER_SECOND) {
        skipped++;
        return;
      }
      shown++;
      told = event.withSkipped(skipped);
      skipped = 0;
      latest.addLast(told);
      if (latest.size() > KEPT) {
        latest.removeFirst();
      }
      // inside the lock, so that nobody who subscribes now misses it or gets it twice
      listeners.forEach(listener -> listener.accept(told));
    }
  }

  /** Tells {@code listener} of the latest outcomes and of all to come; it must not block. */
  public synchronized void subscribe(Consumer<LiveEvent> listener) {
    latest.forEach(listener);
    listeners.add(listener);
  }

  /** Tells {@code listener} no more. */
  public void unsubscribe(Consumer<LiveEvent> listener) {
    listeners.remove(listener);
  }
}
