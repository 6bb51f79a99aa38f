package dev.imageclassifier.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.web.settings.HttpSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * More clients than the pipeline can serve, and what the gateway adds to the pipeline's own time.
 * {@code -Dload.clients}, {@code -Dload.seconds}, {@code -Dload.in-flight} and {@code -Dload.pairs}
 * make it a load test.
 */
class LoadIT {
  private static final int CLIENTS = Integer.getInteger("load.clients", 50);
  private static final int SECONDS = Integer.getInteger("load.seconds", 4);
  private static final int MAX_IN_FLIGHT = Integer.getInteger("load.in-flight", 16);
  private static final int PAIRS = Integer.getInteger("load.pairs", 20);
  private static final int WARM_UP = PAIRS / 3;

  /** Overhead is measured where a person asks for it: no test decides by the clock. */
  private static final int ROUNDS = Integer.getInteger("load.rounds", 1);

  @TempDir static Path folder;
  private static StarterPipeline pipeline;

  @BeforeAll
  static void start() throws Exception {
    pipeline = StarterPipeline.start(folder.resolve("state"));
  }

  @AfterAll
  static void stop() {
    pipeline.close();
  }

  @Test
  void everyRequestIsAnswered() throws Exception {
    HttpSettings usual = HttpSettings.onLoopback(0);
    try (Gateway gateway = pipeline.gateway(usual.withMaxInFlight(MAX_IN_FLIGHT))) {
      Api api = new Api(gateway.address());
      byte[] picture = Pictures.jpeg(1);
      Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
      long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
      ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
      List<Future<Integer>> running = new ArrayList<>();
      Callable<Integer> client =
          () -> {
            int sent = 0;
            for (; System.nanoTime() < end; sent++) {
              int status = api.postQuickly("/predict", "image/jpeg", picture);
              statuses.merge(status, 1, Integer::sum);
              if (status == 429) {
                Thread.sleep(100);
              }
            }
            return sent;
          };
      for (int i = 0; i < CLIENTS; i++) {
        running.add(clients.submit(client));
      }
      int sent = 0;
      for (Future<Integer> one : running) {
        sent += one.get();
      }
      clients.shutdown();
      int answered = statuses.values().stream().mapToInt(Integer::intValue).sum();
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      long used = (runtime.totalMemory() - runtime.freeMemory()) >> 20;
      System.err.printf(
          "load: %d clients, %d s, %d requests, %s, %d MiB in use afterwards%n",
          CLIENTS, SECONDS, sent, new TreeMap<>(statuses), used);
      assertEquals(sent, answered);
      assertTrue(statuses.getOrDefault(200, 0) > 0);
      assertTrue(CLIENTS <= MAX_IN_FLIGHT || statuses.getOrDefault(429, 0) > 0);
      assertEquals(Map.of(), others(statuses));
    }
  }

  @Test
  void theGatewayAnswersAsOftenAsThePipelineAndSaysWhatItAdds() throws Exception {
    try (Gateway gateway = pipeline.gateway();
        Direct direct = new Direct(pipeline.client())) {
      Api api = new Api(gateway.address());
      byte[] picture = Pictures.jpeg(2);
      for (int round = 0; round < ROUNDS; round++) {
        double[] over = new double[PAIRS];
        double[] under = new double[PAIRS];
        for (int i = -WARM_UP; i < PAIRS; i++) {
          long start = System.nanoTime();
          assertEquals(200, api.postQuickly("/predict", "image/jpeg", picture));
          long between = System.nanoTime();
          direct.classify(picture);
          long end = System.nanoTime();
          if (i >= 0) {
            over[i] = (between - start) / 1e6;
            under[i] = (end - between) / 1e6;
          }
        }
        System.err.printf(
            "overhead: gateway %.1f ms, pipeline alone %.1f ms, at the median%n",
            median(over), median(under));
      }
    }
  }

  private static Map<Integer, Integer> others(Map<Integer, Integer> statuses) {
    Map<Integer, Integer> others = new HashMap<>(statuses);
    List.of(200, 429, 503).forEach(others::remove);
    return others;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** The same without HTTP: a producer and a consumer. */
  private static final class Direct implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;

    Direct(Map<String, String> client) {
      Map<String, Object> writing = new HashMap<>(client);
      writing.put("linger.ms", 0);
      producer = new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer());
      Map<String, Object> reading = new HashMap<>(client);
      reading.put("isolation.level", "read_committed");
      consumer =
          new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
      List<TopicPartition> partitions =
          consumer.partitionsFor(TopicNames.IMAGE_LABELS).stream()
              .map(it -> new TopicPartition(it.topic(), it.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToEnd(partitions);
      partitions.forEach(consumer::position);
    }

    void classify(byte[] picture) {
      byte[] key = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
      var unused = producer.send(new ProducerRecord<>(TopicNames.IMAGES, key, picture));
      while (true) {
        for (var record : consumer.poll(Duration.ofSeconds(1))) {
          if (Arrays.equals(record.key(), key)) {
            return;
          }
        }
      }
    }

    @Override
    public void close() {
      producer.close();
      consumer.close();
    }
  }
}
