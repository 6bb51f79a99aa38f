package dev.imageclassifier.topology;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.kafka.ResultSerializer;
import dev.imageclassifier.topology.deadletter.DeadLetterValue;
import dev.imageclassifier.topology.lookahead.RecordTimestampExtractor;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The topology: one source, one processor, two sinks. It has no state store, no changelog topic and
 * no repartition topic.
 */
public final class ClassifierTopology {
  static final String IMAGES = "images-source";
  static final String CLASSIFY = "classify";
  static final String LABELS = "labels-sink";
  static final String DEAD_LETTERS = "dead-letters-sink";

  private ClassifierTopology() {}

  /**
   * Builds the topology.
   *
   * @param topics the topics to read and write
   * @param processors returns a new {@link ClassifyProcessor} for each task
   */
  public static Topology build(
      TopicNames topics, ProcessorSupplier<byte[], byte[], byte[], Object> processors) {
    return new Topology()
        .addSource(
            AutoOffsetReset.earliest(),
            IMAGES,
            new RecordTimestampExtractor(),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer(),
            topics.images())
        .addProcessor(CLASSIFY, processors, IMAGES)
        .<byte[], ClassificationResult>addSink(
            LABELS,
            topics.labels(),
            new ByteArraySerializer(),
            new ResultSerializer(),
            // The partition of the image, not a hash of the key, because producers may use a
            // different partitioner.
            (topic, key, result, partitions) ->
                outcomePartition(result.source().partition(), partitions),
            CLASSIFY)
        .<byte[], DeadLetterValue>addSink(
            DEAD_LETTERS,
            topics.deadLetters(),
            new ByteArraySerializer(),
            DeadLetterValue.serializer(),
            (topic, key, deadLetter, partitions) ->
                outcomePartition(deadLetter.partition(), partitions),
            CLASSIFY);
  }

  /** Kafka Streams' description of the topology. Loads no model and opens no connection. */
  public static String describe(TopicNames topics) {
    return build(topics, NoProcessor::new).describe().toString();
  }

  private static Optional<Set<Integer>> outcomePartition(int partition, int partitions) {
    return Optional.of(Set.of(partition % partitions));
  }

  /** Represents the processor in a description. */
  private static final class NoProcessor
      extends ContextualProcessor<byte[], byte[], byte[], Object> {
    @Override
    public void process(Record<byte[], byte[]> record) {}
  }
}
