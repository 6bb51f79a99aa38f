package dev.imageclassifier.web.pending;

import dev.imageclassifier.kafka.CommittedOutcome;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/**
 * An image that was sent and has no outcome yet.
 *
 * @param id the record key: random, so that other clients cannot guess it
 * @param acknowledged completes when the brokers have the record; fails with the exception of the
 *     producer
 * @param outcome completes when the outcome was read
 */
public record PendingRequest(
    UUID id, CompletableFuture<Void> acknowledged, CompletableFuture<CommittedOutcome> outcome) {
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

  /** Parses an id that a gateway generated. Returns empty for any other text. */
  public static Optional<UUID> parseId(String text) {
    return ID.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
  }
}
