package dev.imageclassifier.web.pending;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Takes pictures in and gives outcomes out. It remembers the latest pictures that wait and the
 * latest outcomes, so many of each and no more; outcomes of other gateways' pictures too, so that
 * any instance can be asked. Thread-safe.
 */
public final class PendingRequests {
  private final ImageSender sender;
  private final Map<UUID, CompletableFuture<Outcome>> waiting;
  private final Map<UUID, Outcome> settled;

  /** A desk that remembers so many pictures of each kind. */
  public PendingRequests(ImageSender sender, int remembered) {
    this.sender = sender;
    this.waiting = new Latest<>(remembered);
    this.settled = new Latest<>(remembered);
  }

  /** Gives the picture a key and sends it. */
  public PendingRequest submit(UploadedImage picture) {
    UUID id = UUID.randomUUID();
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    synchronized (this) {
      waiting.put(id, outcome); // before it is sent: the outcome may be faster than the answer
    }
    return new PendingRequest(id, sender.send(id, picture), outcome);
  }

  /** An outcome was read. Where a picture has two (at-least-once), the first one counts. */
  public void settle(UUID id, Outcome outcome) {
    CompletableFuture<Outcome> waiter;
    synchronized (this) {
      settled.putIfAbsent(id, outcome);
      waiter = waiting.remove(id);
    }
    if (waiter != null) {
      waiter.complete(outcome);
    }
  }

  /** The outcome of this picture, where there is one and it is still remembered. */
  public synchronized Optional<Outcome> outcome(UUID id) {
    return Optional.ofNullable(settled.get(id));
  }

  /** Whether this desk sent the picture and waits for its outcome. */
  public synchronized boolean waitsFor(UUID id) {
    return waiting.containsKey(id);
  }

  /** Pictures that this desk sent and whose outcome was not read yet, of those it remembers. */
  public synchronized int waiting() {
    return waiting.size();
  }

  /** A map that forgets its oldest entry when it is full. */
  private static final class Latest<V> extends LinkedHashMap<UUID, V> {
    private static final long serialVersionUID = 1;

    private final int most;

    Latest(int most) {
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<UUID, V> eldest) {
      return size() > most;
    }
  }
}
