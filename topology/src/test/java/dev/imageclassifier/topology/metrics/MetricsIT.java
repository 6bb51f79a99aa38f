package dev.imageclassifier.topology.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.runtime.predict.Session;
import dev.imageclassifier.runtime.predict.StageListener;
import dev.imageclassifier.testkit.MetricsPage;
import dev.imageclassifier.testkit.Scrape;
import dev.imageclassifier.testkit.TestBroker;
import dev.imageclassifier.testkit.TestRecords;
import dev.imageclassifier.testkit.TestTopics;
import dev.imageclassifier.topology.quarantine.IsolatedClassifier;
import dev.imageclassifier.topology.reload.ServedModel;
import dev.imageclassifier.topology.runner.Pipeline;
import dev.imageclassifier.topology.settings.PipelineSettings;
import dev.imageclassifier.topology.support.FakeSession;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The metrics of a pipeline under load, their equation, and their documentation. */
final class MetricsIT {
  private static final int IMAGES = 600;
  private static final TopicNames TOPICS = new TopicNames("images", "labels", "dead");
  private static final int THREADS = 2;
  private static final int PARTITIONS = 4;
  private static final Duration TIMEOUT = Duration.ofMinutes(3);

  /**
   * Permits for batches. Three batches start; the others wait until a scrape has observed work in
   * progress.
   */
  private static final Semaphore BATCHES = new Semaphore(3);

  /** Batches wait for a permit only when each thread has its partitions. */
  private static volatile boolean held;

  private static final Duration SLOW_BATCH = Duration.ofMillis(500);

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir static Path state;
  private static TestBroker broker;
  private static Pipeline pipeline;

  /** All scrapes; the last one after the last outcome. */
  private static final List<Scrape> SCRAPES = new ArrayList<>();

  @BeforeAll
  static void classifyUnderScrapes() throws Exception {
    broker = TestBroker.start();
    publish();
    pipeline =
        Pipeline.start(
            PipelineSettings.builder()
                .client(Map.of("bootstrap.servers", broker.bootstrapServers()))
                .topics(TOPICS)
                .applicationId("metered")
                .threads(THREADS)
                .httpPort(OptionalInt.of(0))
                .stateDirectory(state)
                .build(),
            new ServedModel(FakeSession.MODEL, HeldSession::new, () -> 7, IsolatedClassifier.NONE));
    pipeline.awaitReady(TIMEOUT);
    held = true;
    scrapeUntil(MetricsIT::isAtWork);
    BATCHES.release(IMAGES);
    scrapeUntil(
        scrape ->
            outcomes(scrape) == IMAGES
                && scrape.value("image_classifier_records_in_progress") == 0);
  }

  /** Publishes before the pipeline starts, so that its first poll finds a backlog. */
  private static void publish() throws Exception {
    TestTopics.create(broker.bootstrapServers(), PARTITIONS, TOPICS.all().toArray(String[]::new));
    List<ProducerRecord<byte[], byte[]>> images = new ArrayList<>();
    for (int i = 0; i < IMAGES; i++) {
      byte[] value = ((i % 5 == 0 ? "bad" : "good") + i).getBytes(StandardCharsets.UTF_8);
      images.add(new ProducerRecord<>("images", i % PARTITIONS, null, value));
    }
    TestRecords.send(broker.bootstrapServers(), images);
  }

  private static boolean isAtWork(Scrape scrape) {
    return outcomes(scrape) > 0
        && scrape.value("image_classifier_images_in_flight") > THREADS
        && scrape.value("image_classifier_lag_records") > 0;
  }

  private static void scrapeUntil(Predicate<Scrape> enough) throws Exception {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    do {
      assertTrue(System.nanoTime() < deadline, () -> "stuck at " + last());
      SCRAPES.add(scrape());
    } while (!enough.test(last()));
  }

  @AfterAll
  static void stop() {
    BATCHES.release(IMAGES);
    pipeline.close();
    broker.close();
  }

  private static Scrape last() {
    return SCRAPES.get(SCRAPES.size() - 1);
  }

  /** Results, dead letters of all reasons, and abandoned records. */
  private static double outcomes(Scrape scrape) {
    return scrape.value("image_classifier_results_total")
        + scrape.value("image_classifier_records_abandoned_total")
        + scrape.sum("image_classifier_dead_letters_total");
  }

  private static Scrape scrape() throws IOException, InterruptedException {
    HttpResponse<String> response =
        HTTP.send(
            HttpRequest.newBuilder(
                    URI.create(
                        "http://localhost:" + pipeline.httpPort().orElseThrow() + "/metrics"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertEquals(
        "text/plain; version=0.0.4; charset=utf-8",
        response.headers().firstValue("content-type").orElse(""));
    return Scrape.of(response.body());
  }

  @Test
  void recordsEqualOutcomesPlusRecordsInProgress() {
    for (Scrape scrape : SCRAPES) {
      double inProgress = scrape.value("image_classifier_records_in_progress");
      assertTrue(inProgress >= 0 && inProgress <= THREADS, () -> "in progress: " + inProgress);
      assertEquals(scrape.value("image_classifier_records_total"), outcomes(scrape) + inProgress);
    }
    assertEquals(IMAGES, last().value("image_classifier_records_total"));
    assertEquals(
        IMAGES / 5, last().value("image_classifier_dead_letters_total{reason=\"corrupt\"}"));
  }

  @Test
  void exposesHistogramsOfStagesAndBatches() {
    double batches = last().value("image_classifier_batch_size_count");
    assertEquals(batches, last().value("image_classifier_stage_seconds_count{stage=\"predict\"}"));
    assertEquals(IMAGES, last().value("image_classifier_batch_size_sum"));
    assertEquals(IMAGES, last().value("image_classifier_stage_seconds_count{stage=\"decode\"}"));
    assertEquals(
        batches,
        last().value("image_classifier_stage_seconds_bucket{stage=\"predict\",le=\"+Inf\"}"));
    assertTrue(batches < IMAGES, "each batch had one image");
  }

  @Test
  void exposesGauges() {
    assertEquals(1, last().value("image_classifier_ready"));
    assertEquals(7, last().value("image_classifier_native_arrays"));
    assertEquals(0, last().value("image_classifier_images_in_flight"));
    assertEquals(0, last().value("image_classifier_suspect_records"));
    assertEquals(
        1,
        last()
            .value(
                "image_classifier_model_info{digest=\""
                    + FakeSession.MODEL.digest()
                    + "\",name=\"fake\",precision=\"fp32\",version=\"1\"}"));
  }

  /** Compares names, types and labels. The page names only a few of Kafka's own metrics. */
  @Test
  void exposesTheDocumentedMetrics() throws IOException {
    Map<String, String> documented = MetricsPage.read();
    documented
        .keySet()
        .removeIf(
            name ->
                name.startsWith("image_classifier_web_")
                    // exposed only after a garbage collection
                    || name.startsWith("jvm_gc_pause_seconds"));
    Map<String, String> exposed = new TreeMap<>(last().families());
    exposed
        .keySet()
        .removeIf(
            name ->
                (name.startsWith("kafka_") && !documented.containsKey(name))
                    // exposed only after a garbage collection
                    || name.startsWith("jvm_gc_concurrent_")
                    || name.startsWith("jvm_gc_pause_seconds"));

    assertEquals(lines(exposed), lines(documented));
  }

  private static String lines(Map<String, String> families) {
    StringBuilder text = new StringBuilder();
    families.forEach((name, what) -> text.append(name).append(' ').append(what).append('\n'));
    return text.toString();
  }

  /** Waits for a permit of {@link #BATCHES} before each batch. */
  private static final class HeldSession implements Session {
    private final FakeSession session = new FakeSession(1);

    @Override
    public List<Outcome> classify(
        List<byte[]> encoded, Duration decodeBudget, StageListener stages) {
      if (held) {
        BATCHES.acquireUninterruptibly();
      } else {
        LockSupport.parkNanos(SLOW_BATCH.toNanos());
      }
      return session.classify(encoded, decodeBudget, stages);
    }

    @Override
    public void close() {
      session.close();
    }
  }
}
