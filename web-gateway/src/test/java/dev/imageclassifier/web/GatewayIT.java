package dev.imageclassifier.web;

import static dev.imageclassifier.web.Api.FORM;
import static dev.imageclassifier.web.Api.form;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.HeaderNames;
import dev.imageclassifier.kafka.TextHeaders;
import dev.imageclassifier.testkit.Await;
import dev.imageclassifier.testkit.FakeClassifier;
import dev.imageclassifier.testkit.TestBroker;
import dev.imageclassifier.web.Api.Answer;
import dev.imageclassifier.web.http.security.BearerToken;
import dev.imageclassifier.web.settings.HttpSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The HTTP API with a real broker and a fake classifier. */
class GatewayIT {
  private static final String JPEG = "image/jpeg";
  private static final int MAX_BYTES = 100_000;

  private static TestBroker broker;
  private static FakeClassifier classifier;
  private static Gateway gateway;
  private static Api api;

  @BeforeAll
  static void start() throws Exception {
    broker = TestBroker.start();
    TestGateways.createTopics(broker);
    classifier = TestGateways.startClassifier(broker);
    gateway = TestGateways.start(broker, settings().build());
    api = new Api(gateway.address());
    TestGateways.awaitReady(api);
  }

  @AfterAll
  static void stop() {
    gateway.close();
    classifier.close();
    broker.close();
  }

  /** Settings with long timeouts, so that a slow machine does not cause a timeout. */
  private static HttpSettings.Builder settings() {
    return HttpSettings.builder()
        .port(0)
        .allowedHosts(Set.of("images.example.org"))
        .maxBytes(MAX_BYTES)
        .maxInFlight(16)
        .outcomeTimeout(Await.TIMEOUT)
        .bodyTimeout(Await.TIMEOUT);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void acceptsFormsAndRawBytes() throws Exception {
    Answer form =
        api.post("/predict", FORM, form("file", "cat.jpg", JPEG, bytes("cat"))).expect(200);
    assertEquals(FakeClassifier.LABEL, form.json().at("/predictions/0/label").textValue());
    assertEquals(3, form.json().get("predictions").size());
    assertEquals(4, UUID.fromString(form.text("image_id")).version());

    Answer raw = api.post("/predict?top_k=2", JPEG, bytes("cat")).expect(200);
    assertEquals(2, raw.json().get("predictions").size());
    assertNotEquals(form.text("image_id"), raw.text("image_id"));
    api.post("/predict?top_k=9", JPEG, bytes("cat")).expect(200);
    api.post("/predict", FORM, form("file", "x", "application/octet-stream", bytes("x")))
        .expect(200);
    api.postChunked("/predict", JPEG, bytes("cat")).expect(200);
  }

  @Test
  void returnsReasonAndDetailOfADeadLetter() throws Exception {
    Answer answer = api.post("/predict", JPEG, bytes("dead cat")).expect(422, "dead_letter");
    assertEquals(FakeClassifier.REASON, answer.text("reason"));
    assertEquals("decode", answer.text("stage"));
    assertEquals(FakeClassifier.DETAIL, answer.text("detail"));
    api.get("/results/" + answer.text("image_id")).expect(422, "dead_letter");
  }

  @Test
  void returns502ForAnUnreadableResult() throws Exception {
    Answer answer = api.post("/predict", JPEG, bytes("garbage x")).expect(502, "unreadable_result");
    api.get("/results/" + answer.text("image_id")).expect(502, "unreadable_result");
  }

  @Test
  void returns504AfterTheTimeoutAndTheResultLater() throws Exception {
    HttpSettings settings = settings().outcomeTimeout(Duration.ofSeconds(1)).build();
    try (Gateway shortTimeout = TestGateways.start(broker, settings)) {
      Api client = new Api(shortTimeout.address());
      TestGateways.awaitReady(client);
      Answer answer = client.post("/predict", JPEG, bytes("silent x")).expect(504, "timeout");
      String result = "/results/" + answer.text("image_id");
      client.get(result).expect(202);
      classifier.awaitReceived(bytes("silent x"), 1);
      classifier.releaseHeld();
      Await.until("an outcome", () -> client.get(result).status() != 202);
      client.get(result).expect(200);
      assertEquals(1, client.get(result + "?top_k=1").json().get("predictions").size());
    }
  }

  @Test
  void acceptsImagesWithoutWaitingForTheOutcome() throws Exception {
    Answer answer =
        api.post("/images", FORM, form("file", "a/../b\\c\u202egpj.cat.jpg", JPEG, bytes("c")))
            .expect(202);
    assertEquals("/results/" + answer.text("id"), answer.header("Location"));
    Await.until("an outcome", () -> api.get(answer.header("Location")).status() != 202);
    api.get(answer.header("Location")).expect(200);
    var record =
        classifier.received().stream()
            .filter(it -> new String(it.key(), StandardCharsets.UTF_8).equals(answer.text("id")))
            .findFirst()
            .orElseThrow();
    assertEquals("bcgpj.cat.jpg", TextHeaders.find(record.headers(), HeaderNames.FILE_NAME).get());
    assertEquals(JPEG, TextHeaders.find(record.headers(), HeaderNames.CONTENT_TYPE).get());
    assertEquals("c", new String(record.value(), StandardCharsets.UTF_8));
  }

  @Test
  void returns404ForUnknownIds() throws Exception {
    api.get("/results/" + UUID.randomUUID()).expect(404, "unknown_image");
    api.get("/results/pets-01.jpg").expect(404, "unknown_image");
    api.get("/results/").expect(404, "unknown_image");
    api.get("/results/" + UUID.randomUUID() + "?top_k=0").expect(400, "bad_request");
  }

  @Test
  void rejectsMalformedRequests() throws Exception {
    byte[] cat = bytes("cat");
    for (String query :
        List.of("top_k=0", "top_k=x", "top_k=1&top_k=2", "key=mine", "top_k=1001")) {
      api.post("/predict?" + query, JPEG, cat).expect(400, "bad_request");
    }
    api.post("/images?top_k=1", JPEG, cat).expect(400, "bad_request");
    api.post("/predict", "multipart/form-data", cat).expect(400, "bad_request");
    api.post("/predict", FORM, cat).expect(400, "bad_request");
    api.post("/predict", FORM, form("image", "c", JPEG, cat)).expect(400, "bad_request");
    api.post("/predict", FORM, Api.part("file", "c", JPEG, cat)).expect(400, "bad_request");
    ByteArrayOutputStream two = new ByteArrayOutputStream();
    two.writeBytes(Api.part("file", "a", JPEG, cat));
    two.writeBytes(form("file", "b", JPEG, cat));
    api.post("/predict", FORM, two.toByteArray()).expect(400, "bad_request");
  }

  @Test
  void rejectsOtherContentTypes() throws Exception {
    api.post("/predict", "text/plain", bytes("x")).expect(415, "not_an_image");
    api.post("/predict", "application/json", bytes("{}")).expect(415, "not_an_image");
    api.post("/predict", FORM, form("file", "a.txt", "text/plain", bytes("x"))).expect(415);
  }

  @Test
  void rejectsImagesAboveTheLimit() throws Exception {
    byte[] largest = new byte[MAX_BYTES];
    byte[] tooLarge = new byte[MAX_BYTES + 1];
    api.post("/predict", JPEG, largest).expect(200);
    api.post("/predict", FORM, form("file", "m", JPEG, largest)).expect(200);
    api.post("/predict", JPEG, tooLarge).expect(413, "too_many_bytes");
    api.postChunked("/predict", JPEG, tooLarge).expect(413, "too_many_bytes");
    api.post("/predict", FORM, form("file", "m", JPEG, tooLarge)).expect(413, "too_many_bytes");
    api.postChunked("/images", FORM, form("file", "m", JPEG, new byte[5 * MAX_BYTES])).expect(413);
  }

  @Test
  void rejectsRequestsAboveTheInFlightLimit() throws Exception {
    HttpSettings settings = settings().maxInFlight(2).build();
    try (Gateway small = TestGateways.start(broker, settings)) {
      Api busy = new Api(small.address());
      TestGateways.awaitReady(busy);
      List<CompletableFuture<Answer>> waiting = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        waiting.add(busy.postAsync("/predict", JPEG, bytes("silent limit")));
      }
      classifier.awaitReceived(bytes("silent limit"), 2);
      Answer rejected = busy.post("/predict", JPEG, bytes("cat"));
      rejected.expect(429, "busy");
      assertEquals("1", rejected.header("Retry-After"));
      classifier.releaseHeld();
      for (CompletableFuture<Answer> one : waiting) {
        one.get().expect(200);
      }
      busy.post("/predict", JPEG, bytes("cat")).expect(200);
    }
  }

  @Test
  void instancesServeTheirOwnRequestsAndAllResults() throws Exception {
    try (Gateway second = TestGateways.start(broker, settings().build())) {
      Api other = new Api(second.address());
      TestGateways.awaitReady(other);
      List<CompletableFuture<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        answers.add((i % 2 == 0 ? api : other).postAsync("/predict", JPEG, bytes("cat " + i)));
      }
      for (CompletableFuture<Answer> one : answers) {
        one.get().expect(200);
      }
      String id = answers.get(0).get().text("image_id");
      Await.until(
          "the result of the other instance", () -> other.get("/results/" + id).status() != 404);
      other.get("/results/" + id).expect(200);
    }
  }

  @Test
  void requiresTheTokenForTheApi() throws Exception {
    BearerToken token = new BearerToken("sesame-open-the-door");
    HttpSettings settings = settings().token(Optional.of(token)).build();
    try (Gateway closed = TestGateways.start(broker, settings)) {
      Api caller = new Api(closed.address());
      TestGateways.awaitReady(caller);
      assertTrue(caller.get("/limits").json().get("token_required").booleanValue());
      caller.get("/").expect(200);
      Answer rejected = caller.post("/predict", JPEG, bytes("cat")).expect(401, "token_required");
      assertEquals("Bearer", rejected.header("WWW-Authenticate"));
      caller.get("/events").expect(401);
      caller.get("/results/" + UUID.randomUUID()).expect(401);
      caller.post("/images", JPEG, bytes("c"), "Authorization", "Bearer wrong").expect(401);
      caller
          .post("/predict", JPEG, bytes("cat"), "Authorization", "Bearer sesame-open-the-door")
          .expect(200);
    }
  }

  @Test
  void rejectsCrossOriginRequests() throws Exception {
    byte[] cat = bytes("cat");
    String own = gateway.address().toString().replaceFirst("/$", "");
    api.post("/predict", JPEG, cat, "Origin", own).expect(200);
    api.post("/predict", JPEG, cat, "Origin", "https://images.example.org").expect(200);
    for (String origin : List.of("null", "http://evil.example", "http://127.0.0.1:1", "file://")) {
      api.post("/predict", JPEG, cat, "Origin", origin).expect(403, "foreign_origin");
    }
    api.get("/events", "Sec-Fetch-Site", "cross-site").expect(403, "foreign_origin");
    api.get("/limits", "Sec-Fetch-Site", "same-site").expect(403, "foreign_origin");
    api.get("/limits", "Sec-Fetch-Site", "same-origin").expect(200);
    api.get("/", "Sec-Fetch-Site", "cross-site").expect(200);
  }

  @Test
  void rejectsOtherHostNames() throws Exception {
    int port = gateway.address().getPort();
    for (String host :
        List.of("evil.example", "evil.example:" + port, "127.0.0.1.evil.example", "10.0.0.1")) {
      String answer = raw("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
      assertTrue(answer.startsWith("HTTP/1.1 421 "), answer);
      assertTrue(answer.contains("Content-Security-Policy:"), answer);
    }
    for (String host : List.of("127.0.0.1:" + port, "localhost:" + port, "images.example.org")) {
      String answer = raw("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
      assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    }
    String absolute =
        raw("GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assertFalse(absolute.startsWith("HTTP/1.1 200 "), absolute);
  }

  @Test
  void respondsToMalformedRequestsWithSecurityHeaders() throws Exception {
    for (String request :
        List.of(
            "GET /%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            "GET /../etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            "nonsense\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000) + "\r\n\r\n",
            head("POST /predict", "Content-Length: 1", "Transfer-Encoding: chunked")
                + "0\r\n\r\n")) {
      String answer = raw(request);
      assertTrue(answer.startsWith("HTTP/1.1 4"), answer);
      assertTrue(answer.contains("nosniff"), answer);
      assertFalse(answer.contains("jetty"), answer);
      assertFalse(answer.contains("Exception"), answer);
    }
  }

  @Test
  void routesByPathAndMethod() throws Exception {
    assertEquals("POST", api.get("/predict").header("Allow"));
    assertEquals(405, api.get("/predict").status());
    assertEquals(405, api.post("/", JPEG, bytes("x")).status());
    assertEquals(404, api.get("/nothing").status());
    Answer page = api.get("/").expect(200);
    assertEquals(304, api.get("/", "If-None-Match", page.header("ETag")).status());
    api.get("/openapi.json").expect(200);
    api.get("/classification-result.schema.json").expect(200);
    api.get("/livez").expect(200);
  }

  @Test
  void returns408WhenTheBodyIsTooSlow() throws Exception {
    HttpSettings settings = settings().bodyTimeout(Duration.ofSeconds(1)).build();
    try (Gateway shortTimeout = TestGateways.start(broker, settings)) {
      TestGateways.awaitReady(new Api(shortTimeout.address()));
      try (Socket socket = RawHttp.connect(shortTimeout.address())) {
        RawHttp.write(
            socket, head("POST /predict", "Content-Type: image/jpeg", "Content-Length: 90000"));
        String response = readWhileWriting(socket, "x");
        assertTrue(response.startsWith("HTTP/1.1 408 "), response);
      }
    }
  }

  @Test
  void closesTheConnectionWhenTheHeadIsTooSlow() throws Exception {
    try (Socket socket = RawHttp.connect(gateway.address())) {
      RawHttp.write(socket, "GET / HTTP/1.1\r\nHost: localhost\r\nX: ");
      String response = readWhileWriting(socket, "y");
      assertFalse(response.startsWith("HTTP/1.1 200"), response);
    }
  }

  /** Reads the response while another thread writes {@code text} five times per second. */
  private static String readWhileWriting(Socket socket, String text) throws Exception {
    Thread writer =
        new Thread(
            () -> {
              try {
                while (true) {
                  RawHttp.write(socket, text);
                  Thread.sleep(200);
                }
              } catch (IOException | InterruptedException e) {
                // the server closed the connection, or the response is complete
              }
            });
    writer.start();
    String response = RawHttp.readAll(socket);
    writer.interrupt();
    writer.join();
    return response;
  }

  private static String head(String request, String... headers) {
    return request + " HTTP/1.1\r\nHost: localhost\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
  }

  private static String raw(String request) throws Exception {
    return RawHttp.exchange(gateway.address(), request);
  }
}
