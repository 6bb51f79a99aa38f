package dev.imageclassifier.runtime.decode;

import dev.imageclassifier.runtime.decode.codec.PixelBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Limits the memory that all threads together use for decoded images to half of the maximum heap,
 * native memory included. Threads that need more than is free wait in FIFO order.
 *
 * <p>Small images are not counted, because every decoder keeps an array of that size anyway. A
 * thread holds memory for one image at a time and never waits while it holds memory, so that
 * threads cannot deadlock. Thread-safe.
 */
final class DecodeMemory {
  /** The instance of this process. */
  static final DecodeMemory SHARED =
      new DecodeMemory(Runtime.getRuntime().maxMemory() / 2, () -> {});

  private static final long BYTES_PER_PERMIT = 1024;
  private static final long CHECK_SECONDS = 2;

  private final int permits;
  private final Semaphore free;
  private final Runnable onWait;
  private final Map<Thread, Integer> held = new ConcurrentHashMap<>();

  /**
   * Creates an instance.
   *
   * @param onWait called by a thread before it waits for memory
   */
  DecodeMemory(long bytes, Runnable onWait) {
    this.permits = permits(bytes);
    this.free = new Semaphore(permits, true);
    this.onWait = onWait;
  }

  /** The total number of bytes, and so the maximum for one image. */
  long bytes() {
    return permits * BYTES_PER_PERMIT;
  }

  /**
   * Reserves memory for the current thread, which first releases what it holds. Waits until the
   * memory is free. A request for more than the total reserves the total. Small requests are not
   * counted.
   */
  void reserve(long bytes) {
    release();
    if (bytes <= PixelBuffer.MAX_RETAINED_BYTES) {
      return;
    }
    int wanted = Math.min(permits, permits(bytes));
    boolean interrupted = Thread.interrupted();
    boolean reserved = false;
    for (long seconds = 0; !reserved; seconds = CHECK_SECONDS) {
      try {
        reserved = free.tryAcquire(wanted, seconds, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
      if (!reserved) {
        releaseForDeadThreads();
        onWait.run();
      }
    }
    held.put(Thread.currentThread(), wanted);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Releases the memory of the current thread, if any. */
  void release() {
    release(Thread.currentThread());
  }

  private void release(Thread thread) {
    Integer permitsHeld = held.remove(thread);
    if (permitsHeld != null) {
      free.release(permitsHeld);
    }
  }

  /** Threads that ended without releasing their memory must not block the others. */
  private void releaseForDeadThreads() {
    held.keySet().stream().filter(thread -> !thread.isAlive()).forEach(this::release);
  }

  private static int permits(long bytes) {
    return (int) Math.min(Integer.MAX_VALUE, Math.max(1, bytes / BYTES_PER_PERMIT));
  }
}
