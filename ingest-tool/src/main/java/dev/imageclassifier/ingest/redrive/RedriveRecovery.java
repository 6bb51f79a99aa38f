package dev.imageclassifier.ingest.redrive;

import dev.imageclassifier.kafka.TextHeaders;
import dev.imageclassifier.ingest.journal.RedriveLog;
import dev.imageclassifier.ingest.journal.RedriveLog.Redrive;
import dev.imageclassifier.ingest.outcomes.FollowSettings;
import dev.imageclassifier.ingest.outcomes.Follower;
import dev.imageclassifier.kafka.StartPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds out what became of a batch that a killed process was sending. Its transaction has ended by
 * then, for a new producer of the same transactional id was made: so it is in the target topic as a
 * whole, or never will be.
 */
final class RedriveRecovery {
  // clocks differ
  private static final Duration SLACK = Duration.ofMinutes(10);

  private final Map<String, ?> client;
  private final RedriveSettings settings;
  private final RedriveLog log;

  RedriveRecovery(Map<String, ?> client, RedriveSettings settings, RedriveLog log) {
    this.client = client;
    this.settings = settings;
    this.log = log;
  }

  void settle(String topicId) throws InterruptedException {
    Map<String, List<Redrive>> byTarget =
        log.meant(topicId).stream().collect(Collectors.groupingBy(Redrive::target));
    for (Map.Entry<String, List<Redrive>> one : byTarget.entrySet()) {
      Set<String> arrived = arrived(one.getKey(), one.getValue());
      Map<Boolean, List<Redrive>> split =
          one.getValue().stream()
              .collect(Collectors.partitioningBy(redrive -> arrived.contains(from(redrive))));
      log.done(split.get(true));
      log.forget(split.get(false));
    }
  }

  private Set<String> arrived(String target, List<Redrive> redrives) throws InterruptedException {
    Set<String> wanted = redrives.stream().map(RedriveRecovery::from).collect(Collectors.toSet());
    long since = redrives.stream().mapToLong(Redrive::since).min().orElseThrow();
    Set<String> arrived = new HashSet<>();
    FollowSettings tail =
        FollowSettings.between(
            target,
            StartPosition.time(Instant.ofEpochMilli(since).minus(SLACK)),
            StartPosition.end(),
            settings.timeout());
    try (Follower follower = new Follower(client, tail)) {
      follower.follow(
          () -> {},
          record -> {
            TextHeaders.find(record.headers(), Redriver.FROM)
                .filter(wanted::contains)
                .ifPresent(arrived::add);
            return arrived.size() < wanted.size();
          });
    }
    return arrived;
  }

  private static String from(Redrive redrive) {
    return Redriver.from(redrive.topicId(), redrive.partition(), redrive.offset());
  }
}
