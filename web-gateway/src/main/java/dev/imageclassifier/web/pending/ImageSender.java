package dev.imageclassifier.web.pending;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Sends images to the classifier. */
@FunctionalInterface
public interface ImageSender {
  /**
   * Sends the image without blocking.
   *
   * @return completes when the brokers acknowledged the record; fails with the exception of the
   *     producer
   */
  CompletableFuture<Void> send(UUID id, UploadedImage image);
}
