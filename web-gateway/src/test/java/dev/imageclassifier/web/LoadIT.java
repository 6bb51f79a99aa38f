package dev.imageclassifier.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imageclassifier.testkit.Await;
import dev.imageclassifier.testkit.CommittedRecords;
import dev.imageclassifier.testkit.TestImages;
import dev.imageclassifier.testkit.TestRecords;
import dev.imageclassifier.testkit.TestTopics;
import dev.imageclassifier.web.settings.HttpSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The gateway with the real classifier, under more load than it accepts. The system properties
 * {@code load.clients}, {@code load.seconds} and {@code load.in-flight} make it a longer load test.
 */
class LoadIT {
  private static final int CLIENTS = Integer.getInteger("load.clients", 50);
  private static final int SECONDS = Integer.getInteger("load.seconds", 4);
  private static final int MAX_IN_FLIGHT = Integer.getInteger("load.in-flight", 16);
  private static final int IMAGES = 6;

  @TempDir static Path directory;
  private static StarterPipeline pipeline;

  @BeforeAll
  static void start() throws Exception {
    pipeline = StarterPipeline.start(directory.resolve("state"));
  }

  @AfterAll
  static void stop() {
    pipeline.close();
  }

  @Test
  void everyRequestGetsAResultOrIsRejected() throws Exception {
    HttpSettings settings = HttpSettings.builder().port(0).maxInFlight(MAX_IN_FLIGHT).build();
    try (Gateway gateway = pipeline.gateway(settings)) {
      Api api = new Api(gateway.address());
      byte[] image = TestImages.sceneJpeg(1);
      Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
      long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
      Callable<Integer> client =
          () -> {
            int sent = 0;
            for (; System.nanoTime() < end; sent++) {
              int status = api.postForStatus("/predict", "image/jpeg", image);
              statuses.merge(status, 1, Integer::sum);
              if (status == 429) {
                Thread.sleep(100);
              }
            }
            return sent;
          };
      ExecutorService executor = Executors.newFixedThreadPool(CLIENTS);
      List<Future<Integer>> running = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        running.add(executor.submit(client));
      }
      int sent = 0;
      for (Future<Integer> one : running) {
        sent += one.get();
      }
      executor.shutdown();
      System.err.printf(
          "load: clients=%d seconds=%d requests=%d statuses=%s%n",
          CLIENTS, SECONDS, sent, new TreeMap<>(statuses));

      assertTrue(statuses.getOrDefault(200, 0) > 0);
      assertTrue(CLIENTS <= MAX_IN_FLIGHT || statuses.getOrDefault(429, 0) > 0);
      Map<Integer, Integer> unexpected = new HashMap<>(statuses);
      List.of(200, 429, 503).forEach(unexpected::remove);
      assertEquals(Map.of(), unexpected);
    }
  }

  @Test
  void returnsTheResultsThatTheClassifierWritesForTheSameImages() throws Exception {
    String bootstrapServers = pipeline.bootstrapServers();
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < IMAGES; i++) {
      byte[] key = ("direct-" + i).getBytes(StandardCharsets.UTF_8);
      records.add(new ProducerRecord<>(TestTopics.IMAGES, key, TestImages.sceneJpeg(i)));
    }
    try (CommittedRecords results = new CommittedRecords(bootstrapServers, TestTopics.LABELS);
        Gateway gateway = pipeline.gateway()) {
      TestRecords.send(bootstrapServers, records);
      Map<String, String> direct = new HashMap<>();
      Await.until(
          "results of the records that were sent without the gateway",
          () -> {
            for (var record : results.poll()) {
              direct.put(
                  new String(record.key(), StandardCharsets.UTF_8),
                  bestLabel(new ObjectMapper().readTree(record.value())));
            }
            return records.stream()
                .allMatch(it -> direct.containsKey(new String(it.key(), StandardCharsets.UTF_8)));
          });
      Api api = new Api(gateway.address());
      TestGateways.awaitReady(api);

      for (int i = 0; i < IMAGES; i++) {
        JsonNode result =
            api.post("/predict", "image/jpeg", TestImages.sceneJpeg(i)).expect(200).json();
        assertEquals(direct.get("direct-" + i), bestLabel(result));
      }
    }
  }

  private static String bestLabel(JsonNode result) {
    return result.at("/predictions/0/label").textValue();
  }
}
