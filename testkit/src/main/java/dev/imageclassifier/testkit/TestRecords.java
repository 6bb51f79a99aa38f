package dev.imageclassifier.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes records to topics. */
public final class TestRecords {
  private static final int MAX_REQUEST_BYTES = 40 << 20;

  private TestRecords() {}

  /** Sends the records and returns when the broker has acknowledged all of them. */
  public static void send(String bootstrapServers, List<ProducerRecord<byte[], byte[]>> records) {
    try (Producer<byte[], byte[]> producer = producer(bootstrapServers)) {
      List<Future<?>> pending = new ArrayList<>();
      records.forEach(record -> pending.add(producer.send(record)));
      for (Future<?> acknowledgement : pending) {
        acknowledgement.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  /** A producer for keys and values as bytes, for requests of up to 40 MiB. */
  public static Producer<byte[], byte[]> producer(String bootstrapServers) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "max.request.size",
            MAX_REQUEST_BYTES,
            "linger.ms",
            0),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
