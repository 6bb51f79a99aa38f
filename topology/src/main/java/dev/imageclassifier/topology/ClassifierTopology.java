package dev.imageclassifier.topology;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.kafka.ResultSerializer;
import dev.imageclassifier.topology.batch.BatcherPerThread;
import dev.imageclassifier.topology.deadletter.DeadLetterValue;
import dev.imageclassifier.topology.deadletter.DeadLetterWriter;
import dev.imageclassifier.topology.lookahead.RecordTimestampExtractor;
import dev.imageclassifier.topology.metrics.RecordCounters;
import dev.imageclassifier.topology.result.ResultSizeLimit;
import dev.imageclassifier.topology.tracing.Tracing;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/**
 * The topology: one source, one processor, two sinks. No store, no changelog, no repartition topic.
 * Main and tests share it.
 */
public final class ClassifierTopology {
  static final String IMAGES = "images-source";
  static final String CLASSIFY = "classify";
  static final String LABELS = "labels-sink";
  static final String DEAD_LETTERS = "dead-letters-sink";

  private ClassifierTopology() {}

  /**
   * Builds it.
   *
   * @param topics the topics to read and write
   * @param batchers where the outcomes come from
   * @param room what the results topic takes
   * @param letters makes the dead letters
   * @param counters where they are counted
   * @param tracing who follows each record
   */
  public static Topology build(
      TopicNames topics,
      BatcherPerThread batchers,
      ResultSizeLimit room,
      DeadLetterWriter letters,
      RecordCounters counters,
      Tracing tracing) {
    return new Topology()
        .addSource(
            AutoOffsetReset.earliest(),
            IMAGES,
            new RecordTimestampExtractor(),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer(),
            topics.images())
        .addProcessor(
            CLASSIFY,
            () -> new ClassifyProcessor(topics, batchers, room, letters, counters, tracing),
            IMAGES)
        .<byte[], ClassificationResult>addSink(
            LABELS,
            topics.labels(),
            new ByteArraySerializer(),
            new ResultSerializer(),
            // the input's partition and not a hash of the key: producers may use another
            // partitioner
            (topic, key, result, partitions) -> same(result.source().partition(), partitions),
            CLASSIFY)
        .<byte[], DeadLetterValue>addSink(
            DEAD_LETTERS,
            topics.deadLetters(),
            new ByteArraySerializer(),
            DeadLetterValue.serializer(),
            (topic, key, letter, partitions) -> same(letter.partition(), partitions),
            CLASSIFY);
  }

  /** The topology in Kafka's own words, for a person; nothing is loaded or connected for it. */
  public static String describe(TopicNames topics) {
    return build(topics, null, null, null, null, null).describe().toString();
  }

  private static Optional<Set<Integer>> same(int partition, int partitions) {
    return Optional.of(Set.of(partition % partitions));
  }
}
