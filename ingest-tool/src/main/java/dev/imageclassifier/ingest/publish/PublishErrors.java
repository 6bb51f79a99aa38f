package dev.imageclassifier.ingest.publish;

import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.kafka.KafkaErrors;
import dev.imageclassifier.ingest.files.ImageFile;
import dev.imageclassifier.ingest.files.UnsendableFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** Tells what failed for one file from what would fail for every file. */
final class PublishErrors {
  private final Map<String, ?> client;
  private final String topic;
  private final PublishListener listener;
  private final Stop stop;

  PublishErrors(Map<String, ?> client, String topic, PublishListener listener, Stop stop) {
    this.client = client;
    this.topic = topic;
    this.listener = listener;
    this.stop = stop;
  }

  void unlistable(Path path, IOException problem, PublishCounter tally) {
    tally.failed(
        path.toAbsolutePath().normalize().toString(),
        path.toString(),
        "cannot be listed ("
            + ErrorText.reason(problem)
            + "): see that it is readable, and publish it again");
  }

  void unreadable(ImageFile image, IOException problem, PublishCounter tally) {
    failed(
        image,
        problem instanceof UnsendableFileException
            ? problem.getMessage()
            : "cannot be read ("
                + ErrorText.reason(problem)
                + "): see that it is there and readable, and publish it again",
        tally);
  }

  /** A image that is too large fails alone; all else would fail for every file. */
  void refused(ImageFile image, Exception failure, PublishCounter tally) {
    if (failure instanceof RecordTooLargeException) {
      failed(
          image,
          "is too large for the topic or the producer ("
              + ErrorText.reason(failure)
              + "): raise max.message.bytes of topic '"
              + topic
              + "' or the property it names",
          tally);
      return;
    }
    failed(image, "was not acknowledged (" + ErrorText.reason(failure) + ")", tally);
    if (stop.now()) {
      listener.stopped(KafkaErrors.explain(failure, client, topic).getMessage());
    }
  }

  void failed(ImageFile image, String reason, PublishCounter tally) {
    tally.failed(image.source(), image.name(), reason);
  }
}
