package dev.imageclassifier.ingest.run;

import dev.imageclassifier.contract.HeaderNames;
import dev.imageclassifier.contract.RecordPosition;
import dev.imageclassifier.contract.Sha256;
import dev.imageclassifier.ingest.journal.RunInfo;
import dev.imageclassifier.ingest.journal.RunJournal;
import dev.imageclassifier.ingest.outcomes.Follower;
import dev.imageclassifier.ingest.outcomes.RecordText;
import dev.imageclassifier.ingest.outcomes.TopicRange;
import dev.imageclassifier.kafka.StartPosition;
import dev.imageclassifier.kafka.TextHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The records that a killed process had in flight and that reached the input topic: the records of
 * the run after the last offsets in the journal. They are not sent again. Thread-safe.
 */
final class DeliveredRecords {
  /** No records, for a new run. */
  static final DeliveredRecords NONE = new DeliveredRecords();

  // allows for clock differences and for the time that records are in flight
  private static final Duration MARGIN = Duration.ofMinutes(10);

  private final Map<String, Deque<RecordPosition>> positions = new HashMap<>();

  private DeliveredRecords() {}

  /** Reads the input topic from the last offsets in the journal to the last write of the run. */
  static DeliveredRecords read(RunJournal run, Map<String, ?> client, Duration timeout)
      throws InterruptedException {
    RunInfo info = run.info();
    Map<Integer, Long> next = new HashMap<>();
    run.lastOffsets().forEach((partition, offset) -> next.put(partition, offset + 1));
    TopicRange range =
        TopicRange.from(
                info.topic(),
                StartPosition.offsets(next, StartPosition.time(info.started().minus(MARGIN))),
                timeout)
            .until(StartPosition.time(info.lastWrite().plus(MARGIN)));
    DeliveredRecords delivered = new DeliveredRecords();
    try (Follower follower = new Follower(client, range)) {
      follower.follow(
          () -> {},
          record -> {
            delivered.add(record, info.id());
            return true;
          });
    }
    return delivered;
  }

  /** Removes and returns the position of a record with this key and digest. */
  synchronized Optional<RecordPosition> remove(String key, String sha256) {
    Deque<RecordPosition> found = positions.get(sha256 + key);
    return found == null ? Optional.empty() : Optional.ofNullable(found.poll());
  }

  private synchronized void add(ConsumerRecord<byte[], byte[]> record, String run) {
    boolean sentByRun =
        TextHeaders.find(record.headers(), HeaderNames.INGEST_RUN).filter(run::equals).isPresent()
            && record.headers().lastHeader(HeaderNames.REDRIVE_COUNT) == null;
    if (sentByRun && record.key() != null && record.value() != null) {
      String key = new String(record.key(), StandardCharsets.UTF_8);
      positions
          .computeIfAbsent(Sha256.hex(record.value()) + key, unused -> new ArrayDeque<>())
          .add(RecordText.position(record));
    }
  }
}
