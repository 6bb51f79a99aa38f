package dev.imageclassifier.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes pictures from memory, evenly over the partitions; the key is the number of the picture.
 */
final class PicturePublisher implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final TopicSet topics;
  private final Corpus corpus;
  private long published;

  PicturePublisher(Map<String, String> client, TopicSet topics, Corpus corpus) {
    Map<String, Object> properties = new HashMap<>(client);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 16 << 20);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    this.topics = topics;
    this.corpus = corpus;
  }

  /** Sends the next {@code count} pictures and waits until the broker has them. */
  void publish(long count) {
    for (long i = 0; i < count; i++) {
      send();
    }
    flush();
  }

  /** Sends the next picture; answers its number. */
  long send() {
    long number = published++;
    // the callback keeps the failure
    var unused =
        producer.send(
            new ProducerRecord<>(
                topics.names().images(),
                (int) (number % topics.partitions()),
                Long.toString(number).getBytes(StandardCharsets.UTF_8),
                corpus.at(number)),
            (metadata, e) -> failure.compareAndSet(null, e));
    return number;
  }

  /** Waits until the broker has all. */
  void flush() {
    producer.flush();
    if (failure.get() != null) {
      throw new IllegalStateException("A picture could not be published.", failure.get());
    }
  }

  long published() {
    return published;
  }

  @Override
  public void close() {
    producer.close();
  }
}
