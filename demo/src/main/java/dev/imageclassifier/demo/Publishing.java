package dev.imageclassifier.demo;

import dev.imageclassifier.ingest.files.FileSelection;
import dev.imageclassifier.ingest.publish.PublishHistory;
import dev.imageclassifier.ingest.publish.PublishListener;
import dev.imageclassifier.ingest.publish.PublishSettings;
import dev.imageclassifier.ingest.publish.Publisher;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Publishes one folder on a thread of its own, so that outcomes can be read meanwhile; tells the
 * ledger of every acknowledged picture.
 */
final class Publishing implements AutoCloseable {
  private final Publisher publisher;
  private final Thread thread;
  private volatile RuntimeException failure;

  private Publishing(Publisher publisher, Path folder) {
    this.publisher = publisher;
    this.thread = new Thread(() -> publish(folder), "publish");
  }

  /** Starts. */
  static Publishing start(
      Map<String, ?> client,
      PublishSettings settings,
      Path folder,
      Ledger ledger,
      Progress progress)
      throws InterruptedException {
    PublishListener listener =
        new PublishListener() {
          @Override
          public void published(String key, long bytes) {
            ledger.published(key);
          }

          @Override
          public void failed(String name, String reason) {
            progress.say(name + " " + reason + ".");
          }

          @Override
          public void stopped(String sentence) {
            progress.say(sentence);
          }
        };
    Publishing publishing = new Publishing(new Publisher(client, settings, listener), folder);
    publishing.thread.start();
    return publishing;
  }

  /** Whether every file was acknowledged or failed; throws what ended the thread early. */
  boolean done() {
    if (thread.isAlive()) {
      return false;
    }
    if (failure != null) {
      throw failure;
    }
    return true;
  }

  /** Reads no further file, and waits for those that were sent. */
  @Override
  public void close() {
    publisher.stop();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    publisher.close();
  }

  private void publish(Path folder) {
    try {
      publisher.publish(FileSelection.of(List.of(folder)), PublishHistory.NONE);
    } catch (RuntimeException e) {
      failure = e; // thrown on the thread that asks
    }
  }
}
