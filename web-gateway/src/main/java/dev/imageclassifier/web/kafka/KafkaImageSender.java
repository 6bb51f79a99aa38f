package dev.imageclassifier.web.kafka;

import dev.imageclassifier.cli.DaemonThreads;
import dev.imageclassifier.contract.HeaderNames;
import dev.imageclassifier.kafka.ClientProperties;
import dev.imageclassifier.kafka.KafkaErrors;
import dev.imageclassifier.kafka.TextHeaders;
import dev.imageclassifier.web.pending.ImageSender;
import dev.imageclassifier.web.pending.UploadedImage;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Produces images to the input topic. {@link Producer#send} may block while it waits for metadata
 * or buffer memory, so it runs on separate threads. The HTTP server limits how many sends can wait.
 * Thread-safe.
 */
public final class KafkaImageSender implements ImageSender, AutoCloseable {
  private static final int THREADS = 2;
  private static final int DELIVERY_TIMEOUT_MS = 10_000;
  private static final int MAX_BLOCK_MS = 3_000;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final String topic;
  private final Producer<byte[], byte[]> producer;
  private final KafkaClientMetrics metrics;
  private final ExecutorService executor =
      Executors.newFixedThreadPool(THREADS, DaemonThreads.named("send"));

  /**
   * Creates the producer and registers its metrics.
   *
   * @throws dev.imageclassifier.kafka.KafkaClientException if the client properties are invalid
   */
  public KafkaImageSender(
      Map<String, String> client, String topic, int maxBytes, MeterRegistry registry) {
    this.topic = topic;
    try {
      this.producer =
          new KafkaProducer<>(
              properties(client, maxBytes), new ByteArraySerializer(), new ByteArraySerializer());
    } catch (KafkaException e) {
      throw KafkaErrors.explain(e, client, topic, Optional.empty());
    }
    metrics = new KafkaClientMetrics(producer);
    metrics.bindTo(registry);
  }

  private static Map<String, Object> properties(Map<String, String> client, int maxBytes) {
    // a client waits for the response: send immediately, and report a failure early
    Map<String, Object> defaults =
        Map.of(
            ProducerConfig.CLIENT_ID_CONFIG, "image-web",
            ProducerConfig.LINGER_MS_CONFIG, 0,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MS,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MS,
            ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS);
    Map<String, Object> properties = ClientProperties.producer(defaults, client, maxBytes);
    properties.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
    return properties;
  }

  @Override
  public CompletableFuture<Void> send(UUID id, UploadedImage image) {
    CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    ProducerRecord<byte[], byte[]> record = toRecord(id, image);
    executor.execute(() -> send(record, acknowledged));
    return acknowledged;
  }

  private void send(ProducerRecord<byte[], byte[]> record, CompletableFuture<Void> acknowledged) {
    try {
      Future<RecordMetadata> unused = // the callback completes the request
          producer.send(
              record,
              (metadata, failure) -> {
                if (failure == null) {
                  acknowledged.complete(null);
                } else {
                  acknowledged.completeExceptionally(failure);
                }
              });
    } catch (RuntimeException e) {
      acknowledged.completeExceptionally(e);
    }
  }

  private ProducerRecord<byte[], byte[]> toRecord(UUID id, UploadedImage image) {
    byte[] key = id.toString().getBytes(StandardCharsets.UTF_8);
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, image.bytes());
    Headers headers = record.headers();
    image.contentType().ifPresent(it -> TextHeaders.set(headers, HeaderNames.CONTENT_TYPE, it));
    image.fileName().ifPresent(it -> TextHeaders.set(headers, HeaderNames.FILE_NAME, it));
    image.traceparent().ifPresent(it -> TextHeaders.set(headers, HeaderNames.TRACEPARENT, it));
    TextHeaders.set(headers, HeaderNames.FILE_LENGTH, Integer.toString(image.bytes().length));
    return record;
  }

  @Override
  public void close() {
    executor.shutdownNow();
    metrics.close();
    producer.close(CLOSE_TIMEOUT);
  }
}
