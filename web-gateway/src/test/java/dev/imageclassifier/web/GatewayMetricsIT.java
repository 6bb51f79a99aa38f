package dev.imageclassifier.web;

import static dev.imageclassifier.web.Api.FORM;
import static dev.imageclassifier.web.Api.form;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.testkit.Await;
import dev.imageclassifier.testkit.FakeClassifier;
import dev.imageclassifier.testkit.MetricsPage;
import dev.imageclassifier.testkit.Scrape;
import dev.imageclassifier.testkit.TestBroker;
import dev.imageclassifier.web.Api.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code /metrics} counts the requests and matches the documentation. */
class GatewayMetricsIT {
  private static final String JPEG = "image/jpeg";
  private static final String REQUESTS = "image_classifier_web_requests_seconds";

  private static TestBroker broker;
  private static FakeClassifier classifier;
  private static Gateway gateway;
  private static Api api;

  @BeforeAll
  static void start() throws Exception {
    broker = TestBroker.start();
    TestGateways.createTopics(broker);
    classifier = TestGateways.startClassifier(broker);
    gateway = TestGateways.start(broker);
    api = new Api(gateway.address());
    awaitValue("image_classifier_web_ready", 1);
  }

  @AfterAll
  static void stop() {
    gateway.close();
    classifier.close();
    broker.close();
  }

  private static Scrape scrape() throws Exception {
    Answer answer = api.get("/metrics").expect(200);
    assertEquals("text/plain; version=0.0.4; charset=utf-8", answer.header("Content-Type"));
    return Scrape.of(new String(answer.response().body(), StandardCharsets.UTF_8));
  }

  private static void awaitValue(String sample, double value) throws Exception {
    Await.until(sample + " " + value, () -> scrape().value(sample) == value);
  }

  private static double count(Scrape scrape, Series series) {
    return scrape
        .values()
        .getOrDefault(
            "%s_count{code=\"%s\",path=\"%s\",reason=\"%s\",status=\"%d\"}"
                .formatted(
                    REQUESTS, series.code(), series.path(), series.reason(), series.status()),
            0.0);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void countsRequestsByPathStatusCodeAndReason() throws Exception {
    Scrape before = scrape();
    api.post("/predict", JPEG, bytes("cat")).expect(200);
    api.post("/predict", FORM, form("file", "cat.jpg", JPEG, bytes("cat"))).expect(200);
    api.post("/predict", JPEG, bytes("dead")).expect(422);
    api.post("/images", JPEG, bytes("cat")).expect(202);
    api.post("/predict", "text/plain", bytes("cat")).expect(415);
    api.get("/style.css").expect(200);
    api.get("/results/unknown").expect(404);
    api.get("/unknown/path").expect(404);
    RawHttp.exchange(gateway.address(), "nonsense\r\n\r\n");
    Scrape after = scrape();

    assertIncrease(2, before, after, new Series("/predict", 200, "ok", "none"));
    assertIncrease(
        1, before, after, new Series("/predict", 422, "dead_letter", FakeClassifier.REASON));
    assertIncrease(1, before, after, new Series("/images", 202, "ok", "none"));
    assertIncrease(1, before, after, new Series("/predict", 415, "not_an_image", "none"));
    assertIncrease(1, before, after, new Series("page", 200, "ok", "none"));
    assertIncrease(1, before, after, new Series("/results/", 404, "unknown_image", "none"));
    assertIncrease(1, before, after, new Series("other", 404, "not_found", "none"));
    assertIncrease(1, before, after, new Series("other", 400, "bad_request", "none"));
    assertFalse(
        after.values().toString().contains("unknown/"), "a label contains text of a client");
  }

  /** The labels of one time series of the request counter. */
  private record Series(String path, int status, String code, String reason) {}

  private static void assertIncrease(int increase, Scrape before, Scrape after, Series series) {
    assertEquals(increase, count(after, series) - count(before, series), series.toString());
  }

  @Test
  void countsImagesInFlightAndPending() throws Exception {
    CompletableFuture<Answer> waiting = api.postAsync("/predict", JPEG, bytes("silent"));
    awaitValue("image_classifier_web_images_in_flight", 1);
    awaitValue("image_classifier_web_images_pending", 1);
    awaitValue("image_classifier_web_images_buffered_bytes", 0);
    classifier.awaitReceived(bytes("silent"), 1);
    classifier.releaseHeld();
    waiting.get().expect(200);
    awaitValue("image_classifier_web_images_in_flight", 0);
    awaitValue("image_classifier_web_images_pending", 0);
  }

  @Test
  void exposesExactlyTheDocumentedMetrics() throws Exception {
    Map<String, String> documented = MetricsPage.read();
    documented
        .keySet()
        .removeIf(
            name ->
                name.startsWith("kafka_stream_")
                    // exposed only after a garbage collection
                    || name.startsWith("jvm_gc_pause_seconds")
                    // the gateway joins no consumer group
                    || name.startsWith("kafka_consumer_coordinator_")
                    || (name.startsWith("image_classifier_")
                        && !name.startsWith("image_classifier_web_")));
    api.post("/predict", JPEG, bytes("cat")).expect(200);
    Map<String, String> exposed = new TreeMap<>(scrape().families());
    exposed
        .keySet()
        .removeIf(
            name ->
                (name.startsWith("kafka_") && !documented.containsKey(name))
                    || name.startsWith("jvm_gc_concurrent_")
                    || name.startsWith("jvm_gc_pause_seconds"));

    assertEquals(documented.toString(), exposed.toString());
  }

  @Test
  void exposesTheMetricsOfTheKafkaClients() throws Exception {
    Map<String, String> families = scrape().families();

    for (String client : new String[] {"kafka_producer_", "kafka_consumer_"}) {
      assertTrue(families.keySet().stream().anyMatch(name -> name.startsWith(client)), client);
    }
  }
}
