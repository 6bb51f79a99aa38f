package dev.imageclassifier.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** Resolves to an offset in each partition, at which reading starts or ends. */
@FunctionalInterface
public interface StartPosition {
  /** The offset in each of these partitions. */
  Map<TopicPartition, Long> offsets(
      Consumer<?, ?> consumer, Collection<TopicPartition> partitions, Duration timeout);

  /** The offset of the oldest record. */
  static StartPosition beginning() {
    return Consumer::beginningOffsets;
  }

  /** The offset after the newest record. */
  static StartPosition end() {
    return Consumer::endOffsets;
  }

  /** The offset of the first record with this timestamp or a later one. */
  static StartPosition time(Instant time) {
    return (consumer, partitions, timeout) -> {
      long timestamp = Math.max(0, time.toEpochMilli());
      Map<TopicPartition, Long> timestamps =
          partitions.stream().collect(Collectors.toMap(Function.identity(), p -> timestamp));
      Map<TopicPartition, Long> found = new HashMap<>(consumer.endOffsets(partitions, timeout));
      for (Map.Entry<TopicPartition, OffsetAndTimestamp> entry :
          consumer.offsetsForTimes(timestamps, timeout).entrySet()) {
        if (entry.getValue() != null) {
          found.put(entry.getKey(), entry.getValue().offset());
        }
      }
      return found;
    };
  }

  /**
   * Given offsets.
   *
   * @param offsets by partition
   * @param otherwise for partitions that are not in {@code offsets}
   */
  static StartPosition offsets(Map<Integer, Long> offsets, StartPosition otherwise) {
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
        otherwise.offsets(consumer, partitions, timeout).forEach(found::putIfAbsent);
      }
      return found;
    };
  }
}
