package dev.imageclassifier.web.kafka;

import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.contract.HeaderNames;
import dev.imageclassifier.kafka.TextHeaders;
import dev.imageclassifier.web.pending.ImageSender;
import dev.imageclassifier.web.pending.SendException;
import dev.imageclassifier.web.pending.UploadedImage;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes pictures to their topic. The producer may block while it looks for brokers or for memory,
 * so it is called on threads of its own; how many wait there is bounded by who calls. Thread-safe.
 */
public final class KafkaImageSender implements ImageSender, AutoCloseable {
  private static final int THREADS = 2;
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

  private final String topic;
  private final Producer<byte[], byte[]> producer;
  private final KafkaClientMetrics metrics;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(THREADS, DaemonThreads.named("send"));

  /**
   * A sender to the topic of pictures.
   *
   * @throws UserError when the properties are not usable
   */
  public KafkaImageSender(
      Map<String, String> client, String topic, int maxBytes, MeterRegistry registry) {
    this.topic = topic;
    try {
      this.producer =
          new KafkaProducer<>(
              Clients.producer(client, maxBytes),
              new ByteArraySerializer(),
              new ByteArraySerializer());
    } catch (KafkaException e) {
      throw ConnectionFailures.explain(e, client, topic);
    }
    metrics = new KafkaClientMetrics(producer);
    metrics.bindTo(registry);
  }

  @Override
  public CompletableFuture<Void> send(UUID id, UploadedImage picture) {
    CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    ProducerRecord<byte[], byte[]> record = record(id, picture);
    threads.execute(() -> send(record, acknowledged));
    return acknowledged;
  }

  private void send(ProducerRecord<byte[], byte[]> record, CompletableFuture<Void> acknowledged) {
    try {
      Future<RecordMetadata> unused = // the callback tells
          producer.send(
              record,
              (metadata, failure) -> {
                if (failure == null) {
                  acknowledged.complete(null);
                } else {
                  acknowledged.completeExceptionally(explain(failure));
                }
              });
    } catch (RuntimeException e) {
      acknowledged.completeExceptionally(explain(e));
    }
  }

  private static SendException explain(Exception failure) {
    return new SendException(
        failure instanceof RecordTooLargeException
            ? SendException.Kind.TOO_LARGE
            : SendException.Kind.AWAY,
        failure);
  }

  private ProducerRecord<byte[], byte[]> record(UUID id, UploadedImage picture) {
    byte[] key = id.toString().getBytes(StandardCharsets.UTF_8);
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, picture.bytes());
    Headers headers = record.headers();
    picture.contentType().ifPresent(it -> TextHeaders.set(headers, HeaderNames.CONTENT_TYPE, it));
    picture.fileName().ifPresent(it -> TextHeaders.set(headers, HeaderNames.FILE_NAME, it));
    picture.traceparent().ifPresent(it -> TextHeaders.set(headers, HeaderNames.TRACEPARENT, it));
    TextHeaders.set(headers, HeaderNames.FILE_LENGTH, Integer.toString(picture.bytes().length));
    return record;
  }

  @Override
  public void close() {
    threads.shutdownNow();
    metrics.close();
    producer.close(CLOSE_PATIENCE);
  }
}
