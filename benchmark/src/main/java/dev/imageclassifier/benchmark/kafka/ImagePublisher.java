package dev.imageclassifier.benchmark.kafka;

import dev.imageclassifier.benchmark.measure.ImageSet;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes images from memory to the partitions in turn. The key of a record is the number of its
 * image. Not thread-safe.
 */
public final class ImagePublisher implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final BenchmarkTopics topics;
  private final ImageSet images;
  private long published;

  /** Creates the producer. */
  public ImagePublisher(Map<String, String> client, BenchmarkTopics topics, ImageSet images) {
    Map<String, Object> properties = new HashMap<>(client);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 16 << 20);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    this.topics = topics;
    this.images = images;
  }

  /** Sends the next {@code count} images and waits until the broker has acknowledged them. */
  public void publish(long count) {
    for (long i = 0; i < count; i++) {
      send();
    }
    flush();
  }

  /** Sends the next image and returns its number. */
  long send() {
    long number = published++;
    // the callback records the failure
    var unused =
        producer.send(
            new ProducerRecord<>(
                topics.names().images(),
                (int) (number % topics.partitions()),
                Long.toString(number).getBytes(StandardCharsets.UTF_8),
                images.at(number)),
            (metadata, e) -> failure.compareAndSet(null, e));
    return number;
  }

  private void flush() {
    producer.flush();
    if (failure.get() != null) {
      throw new IllegalStateException("Cannot publish an image", failure.get());
    }
  }

  /** Number of images that were sent. */
  public long published() {
    return published;
  }

  @Override
  public void close() {
    producer.close();
  }
}
