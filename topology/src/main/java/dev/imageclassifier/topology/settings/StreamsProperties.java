package dev.imageclassifier.topology.settings;

import dev.imageclassifier.topology.batch.BatchSettings;
import dev.imageclassifier.topology.lookahead.LookAheadInterceptor;
import dev.imageclassifier.topology.lookahead.PollListener;
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
 * The Kafka Streams properties for images. Kafka's defaults suit records of a few hundred bytes;
 * these values follow from the batch size, the image limit and the slowest decode. A property that
 * the user set takes precedence. If it contradicts the others, the start fails with a message that
 * contains the calculation.
 */
public final class StreamsProperties {
  private static final Logger LOG = LoggerFactory.getLogger(StreamsProperties.class);

  /** Headers, key and framing of a record with an image; Kafka's default for a whole record. */
  public static final int RECORD_OVERHEAD = 1024 * 1024;

  private static final int DECODE_BUDGET_MS = (int) BatchSettings.DECODE_BUDGET.toMillis();

  /** The slowest known decode: a progressive JPEG of 49 megapixels took 4.1 s on a slow core. */
  private static final int SLOWEST_DECODE_MS = 5_000;

  /** Upper bound for one predict call, per image. */
  private static final int PREDICT_MS_PER_IMAGE = 250;

  /** A broker that is unavailable for two minutes must not lose a record that was sent. */
  private static final int DELIVERY_TIMEOUT_MS = 300_000;

  /** The partitions of a killed instance move after this time. Heartbeats have their own thread. */
  private static final int SESSION_TIMEOUT_MS = 10_000;

  private static final int HEARTBEATS_PER_SESSION = 4;

  /**
   * Kafka Streams processes records of each task in turn before it commits, so a transaction may
   * span several slow batches. The next process of the instance aborts an open transaction at once,
   * because it has the same transactional id. Readers wait this long only if an instance never
   * restarts.
   */
  private static final int MIN_TRANSACTION_TIMEOUT_MS = 120_000;

  /**
   * Applies only to a backlog, because a thread without waiting records commits immediately. During
   * a commit the thread waits for the brokers; an interval of 100 ms reduced the throughput by a
   * few percent.
   */
  private static final int COMMIT_INTERVAL_MS = 500;

  /**
   * A commit waits this long for unavailable brokers, less than the poll interval of 5 minutes.
   * When Kafka's default of 60 seconds expires during a commit, its result is unknown, and Kafka
   * Streams recreates the task. In a test with three outages of one minute, one outage lost
   * records.
   */
  private static final int COMMIT_TIMEOUT_MS = 240_000;

  private static final long MIN_BUFFER_MEMORY = 32L << 20;

  private static final String PRODUCER = StreamsConfig.PRODUCER_PREFIX;
  private static final String CONSUMER = StreamsConfig.CONSUMER_PREFIX;
  private static final String MAIN_CONSUMER = StreamsConfig.MAIN_CONSUMER_PREFIX;

  /** Properties that options set. A second value would override the checked value. */
  private static final Map<String, String> OPTIONS =
      new TreeMap<>(
          Map.of(
              StreamsConfig.APPLICATION_ID_CONFIG, "--application-id",
              StreamsConfig.PROCESSING_GUARANTEE_CONFIG, "--guarantee",
              StreamsConfig.NUM_STREAM_THREADS_CONFIG, "--threads",
              StreamsConfig.STATE_DIR_CONFIG, "--state-dir"));

  private final PipelineSettings settings;
  private final int largestRecord;
  private final FetchMemory memory;

  /** The smallest value of a property, and the reason as a clause. */
  private record Minimum(String prefix, String key, long value, String reason) {}

  /**
   * Creates the properties of one application.
   *
   * @param settings settings of the pipeline
   * @param largestRecord size of the largest record that the input topic accepts, in bytes
   */
  public StreamsProperties(PipelineSettings settings, int largestRecord) {
    this(settings, largestRecord, Runtime.getRuntime().maxMemory());
  }

  /** For tests: with a heap of this many bytes. */
  StreamsProperties(PipelineSettings settings, int largestRecord, long heap) {
    this.settings = settings;
    this.largestRecord = largestRecord;
    this.memory = new FetchMemory(heap, settings.threads(), largestRecord);
  }

  /**
   * Returns all properties.
   *
   * @param streamsState state directory of Kafka Streams
   * @param instanceId id that the instance keeps over restarts
   * @param listener receives each poll of the main consumer
   * @throws InvalidSettingsException with every contradiction
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
    memory.warning().ifPresent(LOG::warn);
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
    // An exception that reaches Kafka Streams is a bug or a problem of the environment.
    derived.put(
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
        LogAndFailProcessingExceptionHandler.class.getName());
    derived.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, polled);
    consumer(derived, ConsumerConfig.MAX_POLL_RECORDS_CONFIG, polled);
    consumer(derived, ConsumerConfig.FETCH_MAX_BYTES_CONFIG, fetched);
    consumer(derived, ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, fetched);
    consumer(derived, ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, COMMIT_TIMEOUT_MS);
    if (!"streams".equalsIgnoreCase(settings.client().get(StreamsConfig.GROUP_PROTOCOL_CONFIG))) {
      // With the streams protocol the broker sets these, and Kafka rejects them. With the instance
      // id, a killed instance that returns within its session gets its partitions back at once.
      consumer(derived, ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instanceId);
      consumer(derived, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS);
      consumer(
          derived,
          ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
          SESSION_TIMEOUT_MS / HEARTBEATS_PER_SESSION);
    }
    producer(derived, ProducerConfig.MAX_REQUEST_SIZE_CONFIG, sent);
    producer(derived, ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(MIN_BUFFER_MEMORY, 2L * sent));
    producer(derived, ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MS);
    producer(derived, ProducerConfig.MAX_BLOCK_MS_CONFIG, COMMIT_TIMEOUT_MS);
    if (settings.guarantee() == Guarantee.EXACTLY_ONCE_V2) {
      producer(
          derived,
          ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
          Math.max(MIN_TRANSACTION_TIMEOUT_MS, slowestBatchMs() + 2 * COMMIT_INTERVAL_MS));
    }
    return derived;
  }

  private void consumer(Map<String, Object> derived, String key, Object value) {
    put(derived, CONSUMER, key, value);
  }

  private void producer(Map<String, Object> derived, String key, Object value) {
    put(derived, PRODUCER, key, value);
  }

  /** Sets the derived value unless the user set the property, with or without the prefix. */
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
    minimums().forEach(minimum -> check(minimum, merged, problems));
    if (settings.batch().lookAheadBytes() < settings.decoding().maxBytes()) {
      problems.add(
          ("The look-ahead of %d bytes is smaller than the largest image of %d bytes: raise"
                  + " --look-ahead-bytes or lower --max-bytes.")
              .formatted(settings.batch().lookAheadBytes(), settings.decoding().maxBytes()));
    }
    memory.problem().ifPresent(problems::add);
    OPTIONS.forEach(
        (property, option) -> {
          if (settings.client().containsKey(property)) {
            problems.add(
                "The client property %s contradicts %s: use the option."
                    .formatted(property, option));
          }
        });
    return problems;
  }

  private List<Minimum> minimums() {
    int batch = settings.batch().batchSize();
    return List.of(
        new Minimum(
            CONSUMER,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            batch,
            "smaller polls never fill a batch of " + batch),
        new Minimum(
            CONSUMER,
            ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
            slowestBatchMs(),
            slowestBatch() + ", and the group removes a member that polls later"),
        new Minimum(
            PRODUCER,
            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
            slowestBatchMs(),
            slowestBatch() + ", and the broker aborts a transaction that is open longer"),
        new Minimum(
            PRODUCER,
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            (long) largestRecord + RECORD_OVERHEAD,
            "a dead letter is a record of up to %d bytes plus %d for its headers"
                .formatted(largestRecord, RECORD_OVERHEAD)));
  }

  private static void check(Minimum minimum, Map<String, Object> merged, List<String> problems) {
    Object value = effective(merged, minimum.prefix(), minimum.key());
    if (value == null) {
      return;
    }
    try {
      if (Long.parseLong(value.toString().strip()) < minimum.value()) {
        problems.add(
            "%s=%s is less than %d: %s."
                .formatted(minimum.key(), value, minimum.value(), minimum.reason()));
      }
    } catch (NumberFormatException e) {
      problems.add(
          "%s is not a whole number: give %d or more.".formatted(minimum.key(), minimum.value()));
    }
  }

  /**
   * The decode budget may end during the slowest image; the batch is predicted after that image.
   */
  private int slowestBatchMs() {
    return DECODE_BUDGET_MS
        + SLOWEST_DECODE_MS
        + settings.batch().batchSize() * PREDICT_MS_PER_IMAGE;
  }

  private String slowestBatch() {
    return "the slowest batch takes %d + %d ms to decode + %d × %d ms to predict = %d ms"
        .formatted(
            DECODE_BUDGET_MS,
            SLOWEST_DECODE_MS,
            settings.batch().batchSize(),
            PREDICT_MS_PER_IMAGE,
            slowestBatchMs());
  }
}
