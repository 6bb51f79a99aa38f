package dev.imageclassifier.runtime.decode;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The memory that the pictures of all threads may take at once: half of the largest heap, counting
 * native memory too. Whoever wants more than is free waits for its turn, first come, first served.
 *
 * <p>Small pictures are not counted: each reader keeps arrays of that size anyway. A thread holds
 * one picture at a time and never waits while it holds one, so that no two can wait for each other.
 */
final class DecodeMemory {
  private static final long MEGABYTE = 1_000_000;

  /** Bytes of an array that a reader may keep: 12 megapixels, less where the heap is small. */
  static final int SMALL =
      (int) Math.min(36 * MEGABYTE, Math.max(MEGABYTE, Runtime.getRuntime().maxMemory() / 64));

  /** The one of this process. */
  static final DecodeMemory SHARED = new DecodeMemory(Runtime.getRuntime().maxMemory() / 2);

  private static final long UNIT = 1024;
  private static final long PATIENCE_SECONDS = 2;

  private final int units;
  private final Semaphore free;
  private final Map<Thread, Integer> held = new ConcurrentHashMap<>();

  DecodeMemory(long bytes) {
    units = units(bytes);
    free = new Semaphore(units, true);
  }

  /** Most bytes of heap that one picture can have. */
  long bytes() {
    return units * UNIT;
  }

  /**
   * Waits until there is room, having given back what this thread held. What asks for more than
   * there is in all gets all, so that it runs alone; what is small is not counted.
   */
  void take(long bytes) {
    giveBack();
    if (bytes <= SMALL) {
      return;
    }
    int wanted = Math.min(units, units(bytes));
    boolean interrupted = false;
    boolean taken = false;
    while (!taken) {
      try {
        taken = free.tryAcquire(wanted, PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
      if (!taken) {
        giveBackForTheDead();
      }
    }
    held.put(Thread.currentThread(), wanted);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Gives back what this thread holds, if anything. */
  void giveBack() {
    giveBack(Thread.currentThread());
  }

  private void giveBack(Thread thread) {
    Integer taken = held.remove(thread);
    if (taken != null) {
      free.release(taken);
    }
  }

  /** For threads that ended without a word, so that a mistake of theirs stops nobody for ever. */
  private void giveBackForTheDead() {
    held.keySet().stream().filter(thread -> !thread.isAlive()).forEach(this::giveBack);
  }

  private static int units(long bytes) {
    return (int) Math.min(Integer.MAX_VALUE, Math.max(1, bytes / UNIT));
  }
}
