package dev.imageclassifier.ingest.redrive;

import dev.imageclassifier.ingest.journal.RedriveJournal;
import dev.imageclassifier.ingest.journal.RedriveJournal.Redrive;
import dev.imageclassifier.ingest.outcomes.Follower;
import dev.imageclassifier.ingest.outcomes.TopicRange;
import dev.imageclassifier.kafka.StartPosition;
import dev.imageclassifier.kafka.TextHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Determines whether the batch that a killed process was sending was committed. The producer with
 * the same transactional id has ended that transaction. The target topic therefore contains the
 * records now, or it will never contain them.
 */
final class RedriveRecovery {
  private static final Duration CLOCK_MARGIN = Duration.ofMinutes(10);

  private final Map<String, ?> client;
  private final RedriveSettings settings;
  private final RedriveJournal journal;

  RedriveRecovery(Map<String, ?> client, RedriveSettings settings, RedriveJournal journal) {
    this.client = client;
    this.settings = settings;
    this.journal = journal;
  }

  /** Commits or aborts the unfinished redrives in the journal. */
  void recover(String topicId) throws InterruptedException {
    Map<String, List<Redrive>> byTarget =
        journal.unfinished(topicId).stream().collect(Collectors.groupingBy(Redrive::target));
    for (Map.Entry<String, List<Redrive>> entry : byTarget.entrySet()) {
      Set<String> delivered = delivered(entry.getKey(), entry.getValue());
      Map<Boolean, List<Redrive>> byDelivery =
          entry.getValue().stream()
              .collect(Collectors.partitioningBy(redrive -> delivered.contains(from(redrive))));
      journal.commit(byDelivery.get(true));
      journal.abort(byDelivery.get(false));
    }
  }

  /** Returns the header values of those redrives that are in the target topic. */
  private Set<String> delivered(String target, List<Redrive> redrives) throws InterruptedException {
    Set<String> expected = redrives.stream().map(RedriveRecovery::from).collect(Collectors.toSet());
    long started = redrives.stream().mapToLong(Redrive::started).min().orElseThrow();
    Set<String> delivered = new HashSet<>();
    TopicRange end =
        TopicRange.from(
                target,
                StartPosition.time(Instant.ofEpochMilli(started).minus(CLOCK_MARGIN)),
                settings.timeout())
            .until(StartPosition.end());
    try (Follower follower = new Follower(client, end)) {
      follower.follow(
          () -> {},
          record -> {
            TextHeaders.find(record.headers(), Redriver.REDRIVE_FROM)
                .filter(expected::contains)
                .ifPresent(delivered::add);
            return delivered.size() < expected.size();
          });
    }
    return delivered;
  }

  private static String from(Redrive redrive) {
    return Redriver.from(redrive.topicId(), redrive.partition(), redrive.offset());
  }
}
