package dev.imageclassifier.topology.settings;

import dev.imageclassifier.topology.batch.BatchSettings;
import dev.imageclassifier.topology.lookahead.LookAheadInterceptor;
import dev.imageclassifier.topology.lookahead.PollListener;
import dev.imageclassifier.topology.runner.InstanceClientSupplier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndFailProcessingExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka's settings for pictures. Those that Kafka brings are made for records of a few hundred
 * bytes; these follow from the batch size, the picture limit and the slowest decode. What the
 * operator sets wins, unless it contradicts the rest: then the start is refused, with the
 * arithmetic.
 */
public final class StreamsProperties {
  private static final Logger LOG = LoggerFactory.getLogger(StreamsProperties.class);

  /** Headers, key and framing beside the picture; Kafka's own default for a whole record. */
  public static final int RECORD_OVERHEAD = 1024 * 1024;

  /** A batch reads no further picture after this long. */
  private static final int READ_BUDGET_MS = (int) BatchSettings.READ_BUDGET.toMillis();

  /** The slowest decode seen: a progressive JPEG of 49 megapixels took 4.1 s on one slow core. */
  private static final int SLOWEST_READ_MS = 5_000;

  /** One predict of a full batch, generously. */
  private static final int PREDICT_MS_PER_PICTURE = 250;

  /** A broker that is away for two minutes must not cost a record that was already sent. */
  private static final int DELIVERY_TIMEOUT_MS = 300_000;

  /**
   * A killed instance's partitions move on after this long; the heartbeat has a thread of its own.
   */
  private static final int SESSION_TIMEOUT_MS = 10_000;

  private static final int HEARTBEATS_PER_SESSION = 4;

  /**
   * Kafka Streams takes records of every task in turn before it commits, so that a transaction may
   * span several slow batches. A successor aborts its predecessor's transaction at once (see {@link
   * InstanceClientSupplier}); only readers behind an instance that never comes back wait this long.
   */
  private static final int MIN_TRANSACTION_TIMEOUT_MS = 120_000;

  /**
   * Only under a backlog: a thread that has caught up commits at once. Each commit keeps the thread
   * waiting for the brokers, so five times as many as this cost some per cent of the rate.
   */
  private static final int COMMIT_INTERVAL_MS = 500;

  /**
   * A commit waits this long for brokers that are away, less than the poll interval of 5 minutes.
   * When Kafka's 60 seconds run out in a commit, its outcome is unknown and Kafka Streams makes the
   * task anew; in one of three outages of a minute that lost records.
   */
  private static final int COMMIT_PATIENCE_MS = 240_000;

  private static final String PRODUCER = StreamsConfig.PRODUCER_PREFIX;
  private static final String CONSUMER = StreamsConfig.CONSUMER_PREFIX;
  private static final String MAIN_CONSUMER = StreamsConfig.MAIN_CONSUMER_PREFIX;

  /** Properties that options set: a second value would only win over what was checked and shown. */
  private static final Map<String, String> OPTIONS =
      new TreeMap<>(
          Map.of(
              StreamsConfig.APPLICATION_ID_CONFIG, "--application-id",
              StreamsConfig.PROCESSING_GUARANTEE_CONFIG, "--guarantee",
              StreamsConfig.NUM_STREAM_THREADS_CONFIG, "--threads",
              StreamsConfig.STATE_DIR_CONFIG, "--state-dir"));

  private final PipelineSettings settings;
  private final int largestRecord;
  private final RecordMemory memory;

  /**
   * Settings for this application.
   *
   * @param largestRecord bytes of the largest record that the input topic takes
   */
  public StreamsProperties(PipelineSettings settings, int largestRecord) {
    this(settings, largestRecord, Runtime.getRuntime().maxMemory());
  }

  /** The same in a heap of this many bytes. */
  StreamsProperties(PipelineSettings settings, int largestRecord, long heap) {
    this.settings = settings;
    this.largestRecord = largestRecord;
    this.memory = new RecordMemory(heap, settings.threads(), largestRecord);
  }

  /**
   * All of them.
   *
   * @throws InvalidSettingsException with every contradiction at once
   */
  public Properties build(Path streamsState, String instanceId, PollListener listener) {
    Map<String, Object> merged = derived(streamsState, instanceId);
    settings.client().forEach(merged::put);
    merged.put(
        MAIN_CONSUMER + ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG,
        LookAheadInterceptor.class.getName());
    merged.put(MAIN_CONSUMER + LookAheadInterceptor.LISTENER, listener);
    List<String> problems = contradictions(merged);
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
    memory.doubt().ifPresent(LOG::warn);
    Properties properties = new Properties();
    properties.putAll(merged);
    return properties;
  }

  private Map<String, Object> derived(Path streamsState, String instanceId) {
    int polled = 2 * settings.batch().batchSize();
    int fetched = memory.fetch(settings.batch().lookAheadBytes());
    int sent = largestRecord + RECORD_OVERHEAD;
    Map<String, Object> derived = new LinkedHashMap<>();
    derived.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
    derived.put(StreamsConfig.CLIENT_ID_CONFIG, settings.applicationId());
    derived.put(StreamsConfig.STATE_DIR_CONFIG, streamsState.toString());
    derived.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, settings.guarantee().code());
    derived.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    derived.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL_MS);
    derived.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    // an exception that reaches Kafka Streams is a bug or the environment, never the picture
    derived.put(
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
        LogAndFailProcessingExceptionHandler.class.getName());
    derived.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, polled);
    put(derived, CONSUMER, ConsumerConfig.MAX_POLL_RECORDS_CONFIG, polled);
    put(derived, CONSUMER, ConsumerConfig.FETCH_MAX_BYTES_CONFIG, fetched);
    put(derived, CONSUMER, ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, fetched);
    if (!"streams".equalsIgnoreCase(settings.client().get(StreamsConfig.GROUP_PROTOCOL_CONFIG))) {
      // with the streams protocol these belong to the broker, and Kafka refuses them
      // a killed instance that comes back within its session takes its partitions up at once
      put(derived, CONSUMER, ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instanceId);
      put(derived, CONSUMER, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS);
      put(
          derived,
          CONSUMER,
          ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
          SESSION_TIMEOUT_MS / HEARTBEATS_PER_SESSION);
    }
    put(derived, PRODUCER, ProducerConfig.MAX_REQUEST_SIZE_CONFIG, sent);
    put(derived, PRODUCER, ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(32L << 20, 2L * sent));
    put(derived, PRODUCER, ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MS);
    put(derived, PRODUCER, ProducerConfig.MAX_BLOCK_MS_CONFIG, COMMIT_PATIENCE_MS);
    put(derived, CONSUMER, ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, COMMIT_PATIENCE_MS);
    if (settings.guarantee() == Guarantee.EXACTLY_ONCE_V2) {
      put(
          derived,
          PRODUCER,
          ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
          Math.max(MIN_TRANSACTION_TIMEOUT_MS, slowestBatchMs() + 2 * COMMIT_INTERVAL_MS));
    }
    return derived;
  }

  /** Kafka lets a prefixed property win, so ours must not stand beside the operator's plain one. */
  private void put(Map<String, Object> derived, String prefix, String key, Object value) {
    if (effective(settings.client(), prefix, key) == null) {
      derived.put(prefix + key, value);
    }
  }

  private static Object effective(Map<String, ?> properties, String prefix, String key) {
    List<String> names =
        prefix.equals(CONSUMER)
            ? List.of(MAIN_CONSUMER + key, CONSUMER + key, key)
            : List.of(prefix + key, key);
    return names.stream()
        .map(properties::get)
        .filter(Objects::nonNull)
        .map(Object.class::cast)
        .findFirst()
        .orElse(null);
  }

  private List<String> contradictions(Map<String, Object> merged) {
    List<String> problems = new ArrayList<>();
    int batch = settings.batch().batchSize();
    atLeast(
        problems,
        merged,
        CONSUMER,
        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
        batch,
        "a batch of " + batch + " can never fill from smaller polls");
    atLeast(
        problems,
        merged,
        CONSUMER,
        ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
        slowestBatchMs(),
        slowestBatch() + ", and the group drops a member that polls later");
    atLeast(
        problems,
        merged,
        PRODUCER,
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
        slowestBatchMs(),
        slowestBatch() + ", and the broker aborts what is open for longer");
    atLeast(
        problems,
        merged,
        PRODUCER,
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
        (long) largestRecord + RECORD_OVERHEAD,
        "a dead letter is a record of up to "
            + largestRecord
            + " bytes plus "
            + RECORD_OVERHEAD
            + " for its headers");
    if (settings.batch().lookAheadBytes() < settings.reading().maxBytes()) {
      problems.add(
          "The look-ahead of "
              + settings.batch().lookAheadBytes()
              + " bytes is smaller than one picture of up to "
              + settings.reading().maxBytes()
              + " bytes: raise --look-ahead-bytes or lower --max-bytes.");
    }
    memory.contradiction().ifPresent(problems::add);
    OPTIONS.forEach(
        (property, option) -> {
          if (settings.client().containsKey(property)) {
            problems.add(
                property + " among the client's properties contradicts " + option + ": give that.");
          }
        });
    return problems;
  }

  private static void atLeast(
      List<String> problems,
      Map<String, Object> merged,
      String prefix,
      String key,
      long floor,
      String because) {
    Object value = effective(merged, prefix, key);
    if (value == null) {
      return;
    }
    try {
      if (Long.parseLong(value.toString().strip()) < floor) {
        problems.add(key + "=" + value + " is less than " + floor + ": " + because + ".");
      }
    } catch (NumberFormatException e) {
      problems.add(key + " is not a whole number: give " + floor + " or more.");
    }
  }

  /** Its budget may run out in the middle of the slowest picture; then it predicts. */
  private int slowestBatchMs() {
    return READ_BUDGET_MS + SLOWEST_READ_MS + settings.batch().batchSize() * PREDICT_MS_PER_PICTURE;
  }

  private String slowestBatch() {
    return "the slowest batch takes "
        + READ_BUDGET_MS
        + " + "
        + SLOWEST_READ_MS
        + " ms to read + "
        + settings.batch().batchSize()
        + " × "
        + PREDICT_MS_PER_PICTURE
        + " ms to predict = "
        + slowestBatchMs()
        + " ms";
  }
}
