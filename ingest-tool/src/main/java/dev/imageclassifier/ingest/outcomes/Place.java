package dev.imageclassifier.ingest.outcomes;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** Where in a topic to begin, or to end. */
@FunctionalInterface
public interface Place {
  /** Its offset in each of these partitions. */
  Map<TopicPartition, Long> in(
      Consumer<?, ?> consumer, Collection<TopicPartition> partitions, Duration timeout);

  /** Before the oldest record that is there. */
  static Place beginning() {
    return Consumer::beginningOffsets;
  }

  /** Behind the newest record that is there. */
  static Place end() {
    return Consumer::endOffsets;
  }

  /** Before the first record of this time or later. */
  static Place time(Instant time) {
    return (consumer, partitions, timeout) -> {
      Map<TopicPartition, Long> times =
          partitions.stream()
              .collect(
                  Collectors.toMap(partition -> partition, p -> Math.max(0, time.toEpochMilli())));
      Map<TopicPartition, Long> found = new HashMap<>(consumer.endOffsets(partitions, timeout));
      for (Map.Entry<TopicPartition, OffsetAndTimestamp> one :
          consumer.offsetsForTimes(times, timeout).entrySet()) {
        if (one.getValue() != null) {
          found.put(one.getKey(), one.getValue().offset());
        }
      }
      return found;
    };
  }

  /**
   * These offsets.
   *
   * @param offsets by partition
   * @param otherwise where a partition is not among them
   */
  static Place offsets(Map<Integer, Long> offsets, Place otherwise) {
    Map<Integer, Long> fixed = Map.copyOf(offsets);
    return (consumer, partitions, timeout) -> {
      Map<TopicPartition, Long> found = new HashMap<>();
      for (TopicPartition partition : partitions) {
        Long offset = fixed.get(partition.partition());
        if (offset != null) {
          found.put(partition, offset);
        }
      }
      if (found.size() < partitions.size()) {
        otherwise.in(consumer, partitions, timeout).forEach(found::putIfAbsent);
      }
      return found;
    };
  }
}
