package dev.imageclassifier.web.pending;

import dev.imageclassifier.kafka.CommittedOutcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Sends images and completes their requests when the outcomes arrive. Keeps a bounded number of
 * pending requests and of outcomes, and drops the oldest first. It also keeps the outcomes of
 * images that other gateways sent, so that any instance can return them. Thread-safe.
 */
public final class PendingRequests {
  private final ImageSender sender;
  private final Map<UUID, CompletableFuture<CommittedOutcome>> pending;
  private final Map<UUID, CommittedOutcome> outcomes;

  /**
   * Creates an empty registry.
   *
   * @param capacity the number of pending requests to keep, and the number of outcomes
   */
  public PendingRequests(ImageSender sender, int capacity) {
    this.sender = sender;
    this.pending = new BoundedMap<>(capacity);
    this.outcomes = new BoundedMap<>(capacity);
  }

  /** Sends the image under a new random id. */
  public PendingRequest submit(UploadedImage image) {
    UUID id = UUID.randomUUID();
    CompletableFuture<CommittedOutcome> outcome = new CompletableFuture<>();
    synchronized (this) {
      pending.put(id, outcome); // before sending, because the outcome may arrive before the ack
    }
    return new PendingRequest(id, sender.send(id, image), outcome);
  }

  /** Stores an outcome. With at-least-once an image may have two outcomes: the first one counts. */
  public void complete(UUID id, CommittedOutcome outcome) {
    CompletableFuture<CommittedOutcome> request;
    synchronized (this) {
      outcomes.putIfAbsent(id, outcome);
      request = pending.remove(id);
    }
    if (request != null) {
      request.complete(outcome);
    }
  }

  /** The outcome of this image, if it was read and is still kept. */
  public synchronized Optional<CommittedOutcome> outcome(UUID id) {
    return Optional.ofNullable(outcomes.get(id));
  }

  /** Whether this gateway sent the image and has not read its outcome yet. */
  public synchronized boolean isPending(UUID id) {
    return pending.containsKey(id);
  }

  /** The number of pending requests that are kept. */
  public synchronized int pendingCount() {
    return pending.size();
  }

  /** A map that removes its oldest entry when it is full. */
  private static final class BoundedMap<V> extends LinkedHashMap<UUID, V> {
    private static final long serialVersionUID = 1;

    private final int capacity;

    BoundedMap(int capacity) {
      this.capacity = capacity;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<UUID, V> eldest) {
      return size() > capacity;
    }
  }
}
