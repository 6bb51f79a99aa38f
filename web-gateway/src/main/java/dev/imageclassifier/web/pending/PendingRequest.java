package dev.imageclassifier.web.pending;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * What one gets for a picture.
 *
 * @param id the record's key, made by the gateway and not to be guessed
 * @param acknowledged completes when the brokers have it; fails with a {@link SendException}
 * @param outcome completes when the pipeline has dealt with it
 */
public record PendingRequest(
    UUID id, CompletableFuture<Void> acknowledged, CompletableFuture<Outcome> outcome) {}
