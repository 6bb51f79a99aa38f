package dev.imageclassifier.web.desk;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Carries a picture to the pipeline. */
@FunctionalInterface
public interface Sender {
  /**
   * Sends without blocking.
   *
   * @return completes when the brokers have acknowledged; fails with a {@link SendFailure}
   */
  CompletableFuture<Void> send(UUID id, Picture picture);
}
