package dev.imageclassifier.web.pending;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Carries a picture to the pipeline. */
@FunctionalInterface
public interface ImageSender {
  /**
   * Sends without blocking.
   *
   * @return completes when the brokers have acknowledged; fails with a {@link SendException}
   */
  CompletableFuture<Void> send(UUID id, UploadedImage picture);
}
