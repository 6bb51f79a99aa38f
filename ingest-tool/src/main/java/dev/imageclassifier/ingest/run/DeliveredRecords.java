package dev.imageclassifier.ingest.run;

import dev.imageclassifier.contract.HeaderNames;
import dev.imageclassifier.contract.Sha256;
import dev.imageclassifier.kafka.TextHeaders;
import dev.imageclassifier.ingest.journal.RunInfo;
import dev.imageclassifier.ingest.journal.RunJournal;
import dev.imageclassifier.ingest.outcomes.FollowSettings;
import dev.imageclassifier.ingest.outcomes.Follower;
import dev.imageclassifier.kafka.StartPosition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a process that was killed had in flight, and what of it arrived: the records of the run
 * behind the last ones that the journal knows, partition by partition. They need not be sent again.
 * Thread-safe.
 */
final class DeliveredRecords {
  /** Where a record lies. */
  record Found(int partition, long offset) {}

  // clocks differ, and what is in flight takes its time
  private static final Duration SLACK = Duration.ofMinutes(10);

  private final Map<String, Deque<Found>> found = new HashMap<>();

  /** Nothing arrived. */
  static DeliveredRecords none() {
    return new DeliveredRecords();
  }

  /** Reads the topic from where the journal's knowledge ends to where the killed process did. */
  static DeliveredRecords of(RunJournal run, Map<String, ?> client, Duration timeout)
      throws InterruptedException {
    RunInfo entry = run.entry();
    Map<Integer, Long> next = new HashMap<>();
    run.lastPlaces().forEach((partition, offset) -> next.put(partition, offset + 1));
    FollowSettings settings =
        FollowSettings.between(
            entry.topic(),
            StartPosition.offsets(next, StartPosition.time(entry.started().minus(SLACK))),
            StartPosition.time(entry.active().plus(SLACK)),
            timeout);
    DeliveredRecords arrivals = new DeliveredRecords();
    try (Follower follower = new Follower(client, settings)) {
      follower.follow(
          () -> {},
          record -> {
            arrivals.take(record, entry.id());
            return true;
          });
    }
    return arrivals;
  }

  /** Takes away one record with this key and these bytes, if there is one. */
  synchronized Optional<Found> take(String key, String sha256) {
    Deque<Found> places = found.get(name(key, sha256));
    return places == null ? Optional.empty() : Optional.ofNullable(places.poll());
  }

  private synchronized void take(ConsumerRecord<byte[], byte[]> record, String run) {
    boolean ours =
        TextHeaders.find(record.headers(), HeaderNames.INGEST_RUN).filter(run::equals).isPresent()
            && record.headers().lastHeader(HeaderNames.REDRIVE_COUNT) == null;
    if (ours && record.key() != null && record.value() != null) {
      String key = new String(record.key(), StandardCharsets.UTF_8);
      found
          .computeIfAbsent(name(key, Sha256.hex(record.value())), unused -> new ArrayDeque<>())
          .add(new Found(record.partition(), record.offset()));
    }
  }

  private static String name(String key, String sha256) {
    return sha256 + key;
  }
}
