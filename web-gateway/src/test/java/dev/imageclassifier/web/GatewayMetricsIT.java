package dev.imageclassifier.web;

import static dev.imageclassifier.web.Api.FORM;
import static dev.imageclassifier.web.Api.form;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.cli.MetricsPage;
import dev.imageclassifier.cli.Scrape;
import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.testkit.TestBroker;
import dev.imageclassifier.web.Api.Answer;
import dev.imageclassifier.web.settings.GatewaySettings;
import dev.imageclassifier.web.settings.HttpSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code /metrics} of a working gateway against what was asked of it and the documentation. */
class GatewayMetricsIT {
  private static final String JPEG = "image/jpeg";
  private static final String REQUESTS = "image_classifier_web_requests_seconds";

  private static TestBroker kafka;
  private static FakePipeline pipeline;
  private static Gateway gateway;
  private static Api api;

  @BeforeAll
  static void start() throws Exception {
    kafka = TestBroker.start();
    Map<String, String> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
    FakePipeline.createTopics(client);
    pipeline = new FakePipeline(client);
    gateway =
        Gateway.start(
            new GatewaySettings(
                client,
                TopicNames.DEFAULTS,
                Optional.of(FakePipeline.GROUP),
                HttpSettings.onLoopback(0)));
    api = new Api(gateway.address());
    until("image_classifier_web_ready", 1);
  }

  @AfterAll
  static void stop() {
    gateway.close();
    pipeline.close();
    kafka.close();
  }

  private static Scrape scrape() throws Exception {
    Answer answer = api.get("/metrics").expect(200);
    assertEquals("text/plain; version=0.0.4; charset=utf-8", answer.header("Content-Type"));
    return Scrape.of(new String(answer.response().body(), StandardCharsets.UTF_8));
  }

  private static void until(String sample, double value) throws Exception {
    Waiting.until(sample + " " + value, () -> scrape().value(sample) == value);
  }

  private static double count(Scrape scrape, String path, int status, String code, String reason) {
    return scrape
        .values()
        .getOrDefault(
            "%s_count{code=\"%s\",path=\"%s\",reason=\"%s\",status=\"%d\"}"
                .formatted(REQUESTS, code, path, reason, status),
            0.0);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void requestsAreCountedByOutcomeAndReason() throws Exception {
    Scrape before = scrape();
    api.post("/predict", JPEG, bytes("cat")).expect(200);
    api.post("/predict", FORM, form("file", "cat.jpg", JPEG, bytes("cat"))).expect(200);
    api.post("/predict", JPEG, bytes("dead")).expect(422);
    api.post("/images", JPEG, bytes("cat")).expect(202);
    api.post("/predict", "text/plain", bytes("cat")).expect(415);
    api.get("/style.css").expect(200);
    api.get("/results/nobody").expect(404);
    api.get("/nobody/knows/this").expect(404);
    RawHttp.exchange(gateway.address(), "nonsense\r\n\r\n");
    Scrape after = scrape();

    assertMore(2, before, after, "/predict", 200, "ok", "none");
    assertMore(1, before, after, "/predict", 422, "dead_letter", "truncated");
    assertMore(1, before, after, "/images", 202, "ok", "none");
    assertMore(1, before, after, "/predict", 415, "not_an_image", "none");
    assertMore(1, before, after, "page", 200, "ok", "none");
    assertMore(1, before, after, "/results/", 404, "unknown_picture", "none");
    assertMore(1, before, after, "other", 404, "not_found", "none");
    assertMore(1, before, after, "other", 400, "bad_request", "none");
    assertFalse(after.values().toString().contains("nobody"), "a label has what a client wrote");
  }

  private static void assertMore(
      int more, Scrape before, Scrape after, String path, int status, String code, String reason) {
    assertEquals(
        more,
        count(after, path, status, code, reason) - count(before, path, status, code, reason),
        path + " " + status + " " + code + " " + reason);
  }

  @Test
  void whatWaitsIsSeenWaiting() throws Exception {
    CompletableFuture<Answer> waiting = api.postLater("/predict", JPEG, bytes("silent"));
    until("image_classifier_web_pictures_in_flight", 1);
    until("image_classifier_web_pictures_awaited", 1);
    until("image_classifier_web_pictures_held_bytes", 0);
    pipeline.awaitSeen("silent", 1);
    pipeline.speak();
    waiting.get().expect(200);
    until("image_classifier_web_pictures_in_flight", 0);
    until("image_classifier_web_pictures_awaited", 0);
  }

  @Test
  void theDocumentedTableIsWhatIsExposed() throws Exception {
    Path page = Path.of(System.getProperty("imageclassifier.models")).resolveSibling("docs");
    Map<String, String> documented = MetricsPage.read(page.resolve("metrics.md"));
    documented
        .keySet()
        .removeIf(
            name ->
                name.startsWith("kafka_stream_")
                    // it joins no group
                    || name.startsWith("kafka_consumer_coordinator_")
                    || (name.startsWith("image_classifier_")
                        && !name.startsWith("image_classifier_web_")));
    api.post("/predict", JPEG, bytes("cat")).expect(200);
    System.gc();
    Waiting.until( // there after the first
        "a pause of the garbage collector",
        () -> scrape().families().containsKey("jvm_gc_pause_seconds"));
    Map<String, String> exposed = new TreeMap<>(scrape().families());
    exposed
        .keySet()
        .removeIf(
            name ->
                (name.startsWith("kafka_") && !documented.containsKey(name))
                    || name.startsWith("jvm_gc_concurrent_"));

    assertEquals(documented.toString(), exposed.toString());
  }

  @Test
  void kafkasClientsTellToo() throws Exception {
    Map<String, String> families = scrape().families();

    for (String client : new String[] {"kafka_producer_", "kafka_consumer_"}) {
      assertTrue(families.keySet().stream().anyMatch(name -> name.startsWith(client)), client);
    }
  }
}
