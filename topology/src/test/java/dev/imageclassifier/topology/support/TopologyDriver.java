package dev.imageclassifier.topology.support;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.kafka.ResultDeserializer;
import dev.imageclassifier.runtime.predict.StageListener;
import dev.imageclassifier.topology.ClassifierTopology;
import dev.imageclassifier.topology.batch.BatchSettings;
import dev.imageclassifier.topology.batch.BatcherPerThread;
import dev.imageclassifier.topology.deadletter.DeadLetterWriter;
import dev.imageclassifier.topology.metrics.RecordCounters;
import dev.imageclassifier.topology.quarantine.CrashJournal;
import dev.imageclassifier.topology.quarantine.IsolatedClassifier;
import dev.imageclassifier.topology.result.ResultSizeLimit;
import dev.imageclassifier.topology.tracing.Tracing;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/** The real topology with a {@link FakeSession}, driven without a broker. */
public final class TopologyDriver implements AutoCloseable {
  /** Its topics. */
  public static final TopicNames TOPICS = new TopicNames("in", "out", "dead");

  private final RecordCounters counters = new RecordCounters();
  private final BatcherPerThread batchers;
  private final TopologyTestDriver driver;

  /**
   * Starts it.
   *
   * @param directory for the poison brake
   * @param tracing who follows each record; not closed with it
   */
  public TopologyDriver(Path directory, Tracing tracing) {
    batchers =
        new BatcherPerThread(
            FakeSession::new,
            FakeSession.MODEL,
            new BatchSettings(4, 1 << 20, 3),
            new CrashJournal(directory),
            IsolatedClassifier.NONE,
            counters,
            StageListener.NONE);
    driver =
        new TopologyTestDriver(
            ClassifierTopology.build(
                TOPICS,
                batchers,
                new ResultSizeLimit(20_000),
                new DeadLetterWriter(3_000),
                counters,
                tracing),
            new Properties());
  }

  /** The topic of the pictures, {@code in}. */
  public TestInputTopic<byte[], byte[]> images() {
    return driver.createInputTopic(
        TOPICS.images(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** The topic of the results, {@code out}. */
  public TestOutputTopic<byte[], ClassificationResult> labels() {
    return driver.createOutputTopic(
        TOPICS.labels(), new ByteArrayDeserializer(), new ResultDeserializer());
  }

  /** The topic of the dead letters, {@code dead}. */
  public TestOutputTopic<byte[], byte[]> deadLetters() {
    return driver.createOutputTopic(
        TOPICS.deadLetters(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** What it counted. */
  public RecordCounters counters() {
    return counters;
  }

  /** What it polls into. */
  public BatcherPerThread batchers() {
    return batchers;
  }

  @Override
  public void close() {
    driver.close();
    batchers.close();
  }
}
