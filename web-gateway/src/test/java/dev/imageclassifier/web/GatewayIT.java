package dev.imageclassifier.web;

import static dev.imageclassifier.web.Api.FORM;
import static dev.imageclassifier.web.Api.form;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.HeaderNames;
import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.kafka.TextHeaders;
import dev.imageclassifier.testkit.TestBroker;
import dev.imageclassifier.web.Api.Answer;
import dev.imageclassifier.web.http.security.BearerToken;
import dev.imageclassifier.web.settings.GatewaySettings;
import dev.imageclassifier.web.settings.HttpSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The gateway over real HTTP on a real broker, with a pipeline that does as it is told. */
class GatewayIT {
  private static final String JPEG = "image/jpeg";
  private static final int MAX_BYTES = 100_000;

  private static TestBroker kafka;
  private static FakePipeline pipeline;
  private static Gateway gateway;
  private static Gateway impatient;
  private static Api api;

  @BeforeAll
  static void start() throws Exception {
    kafka = TestBroker.start();
    FakePipeline.createTopics(client());
    pipeline = new FakePipeline(client());
    gateway = gateway(settings(16, Optional.empty()));
    impatient = gateway(settings(16, Optional.empty(), Duration.ofSeconds(1)));
    api = new Api(gateway.address());
    ready(api);
  }

  @AfterAll
  static void stop() {
    gateway.close();
    impatient.close();
    pipeline.close();
    kafka.close();
  }

  private static Map<String, String> client() {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }

  /** Patient, so that a slow machine is not taken for a silent pipeline. */
  private static HttpSettings settings(int maxInFlight, Optional<BearerToken> token) {
    return settings(maxInFlight, token, Waiting.PATIENCE);
  }

  private static HttpSettings settings(
      int maxInFlight, Optional<BearerToken> token, Duration patience) {
    return new HttpSettings(
        "127.0.0.1",
        0,
        Set.of("pictures.example.org"),
        token,
        MAX_BYTES,
        maxInFlight,
        patience,
        patience);
  }

  private static Gateway gateway(HttpSettings http) throws InterruptedException {
    return Gateway.start(
        new GatewaySettings(
            client(), TopicNames.DEFAULTS, Optional.of(FakePipeline.GROUP), http));
  }

  private static void ready(Api api) throws Exception {
    Waiting.until("ready", () -> api.get("/readyz").status() == 200);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aFormAndRawBytesAreAnsweredWithTheResult() throws Exception {
    Answer form =
        api.post("/predict", FORM, form("file", "cat.jpg", JPEG, bytes("cat"))).expect(200);
    assertEquals("tabby", form.json().at("/predictions/0/label").textValue());
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
  void aDeadLetterIsToldWithReasonAndDetail() throws Exception {
    Answer answer = api.post("/predict", JPEG, bytes("dead cat")).expect(422, "dead_letter");
    assertEquals("truncated", answer.text("reason"));
    assertEquals("decode", answer.text("stage"));
    assertEquals("the JPEG ends after 5 bytes", answer.text("detail"));
    api.get("/results/" + answer.text("image_id")).expect(422, "dead_letter");
  }

  @Test
  void aResultThatIsNone() throws Exception {
    Answer answer = api.post("/predict", JPEG, bytes("garbage x")).expect(502, "unreadable_result");
    api.get("/results/" + answer.text("image_id")).expect(502, "unreadable_result");
  }

  @Test
  void whoWaitsTooLongMayAskAgain() throws Exception {
    Api hasty = new Api(impatient.address());
    ready(hasty);
    Answer answer = hasty.post("/predict", JPEG, bytes("silent x")).expect(504, "timeout");
    String result = "/results/" + answer.text("image_id");
    hasty.get(result).expect(202);
    pipeline.awaitSeen("silent x", 1);
    pipeline.speak();
    Waiting.until("a result", () -> hasty.get(result).status() != 202);
    hasty.get(result).expect(200);
    assertEquals(1, hasty.get(result + "?top_k=1").json().get("predictions").size());
  }

  @Test
  void imagesAreAcceptedOnceTheBrokersHaveThem() throws Exception {
    Answer answer =
        api.post("/images", FORM, form("file", "a/../b\\c\u202egpj.cat.jpg", JPEG, bytes("c")))
            .expect(202);
    assertEquals("/results/" + answer.text("id"), answer.header("Location"));
    Waiting.until("a result", () -> api.get(answer.header("Location")).status() != 202);
    api.get(answer.header("Location")).expect(200);
    var record =
        pipeline.seen().stream()
            .filter(it -> new String(it.key(), StandardCharsets.UTF_8).equals(answer.text("id")))
            .findFirst()
            .orElseThrow();
    assertEquals("bcgpj.cat.jpg", TextHeaders.find(record.headers(), HeaderNames.FILE_NAME).get());
    assertEquals(JPEG, TextHeaders.find(record.headers(), HeaderNames.CONTENT_TYPE).get());
    assertEquals("c", new String(record.value(), StandardCharsets.UTF_8));
  }

  @Test
  void resultsOfNobody() throws Exception {
    api.get("/results/" + UUID.randomUUID()).expect(404, "unknown_picture");
    api.get("/results/pets-01.jpg").expect(404, "unknown_picture");
    api.get("/results/").expect(404, "unknown_picture");
    api.get("/results/" + UUID.randomUUID() + "?top_k=0").expect(400, "bad_request");
  }

  @Test
  void badRequests() throws Exception {
    byte[] cat = bytes("cat");
    for (String query :
        List.of("top_k=0", "top_k=x", "top_k=1&top_k=2", "key=mine", "top_k=1001")) {
      api.post("/predict?" + query, JPEG, cat).expect(400, "bad_request");
    }
    api.post("/images?top_k=1", JPEG, cat).expect(400, "bad_request");
    api.post("/predict", "multipart/form-data", cat).expect(400, "bad_request");
    api.post("/predict", FORM, cat).expect(400, "bad_request");
    api.post("/predict", FORM, form("picture", "c", JPEG, cat)).expect(400, "bad_request");
    api.post("/predict", FORM, Api.part("file", "c", JPEG, cat)).expect(400, "bad_request");
    ByteArrayOutputStream two = new ByteArrayOutputStream();
    two.writeBytes(Api.part("file", "a", JPEG, cat));
    two.writeBytes(form("file", "b", JPEG, cat));
    api.post("/predict", FORM, two.toByteArray()).expect(400, "bad_request");
  }

  @Test
  void onlyPictures() throws Exception {
    api.post("/predict", "text/plain", bytes("x")).expect(415, "not_an_image");
    api.post("/predict", "application/json", bytes("{}")).expect(415, "not_an_image");
    api.post("/predict", FORM, form("file", "a.txt", "text/plain", bytes("x"))).expect(415);
  }

  @Test
  void tooManyBytes() throws Exception {
    byte[] most = new byte[MAX_BYTES];
    byte[] more = new byte[MAX_BYTES + 1];
    api.post("/predict", JPEG, most).expect(200);
    api.post("/predict", FORM, form("file", "m", JPEG, most)).expect(200);
    api.post("/predict", JPEG, more).expect(413, "too_many_bytes");
    api.postChunked("/predict", JPEG, more).expect(413, "too_many_bytes");
    api.post("/predict", FORM, form("file", "m", JPEG, more)).expect(413, "too_many_bytes");
    api.postChunked("/images", FORM, form("file", "m", JPEG, new byte[5 * MAX_BYTES])).expect(413);
  }

  @Test
  void soManyAndNoMore() throws Exception {
    try (Gateway small = gateway(settings(2, Optional.empty()))) {
      Api busy = new Api(small.address());
      ready(busy);
      List<CompletableFuture<Answer>> waiting = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        waiting.add(busy.postLater("/predict", JPEG, bytes("silent so many")));
      }
      pipeline.awaitSeen("silent so many", 2);
      Answer refused = busy.post("/predict", JPEG, bytes("cat"));
      refused.expect(429, "busy");
      assertEquals("1", refused.header("Retry-After"));
      pipeline.speak();
      for (CompletableFuture<Answer> one : waiting) {
        one.get().expect(200);
      }
      busy.post("/predict", JPEG, bytes("cat")).expect(200);
    }
  }

  @Test
  void instancesSideBySideGetTheirOwnAnswers() throws Exception {
    try (Gateway second = gateway(settings(16, Optional.empty()))) {
      Api other = new Api(second.address());
      ready(other);
      List<CompletableFuture<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        answers.add((i % 2 == 0 ? api : other).postLater("/predict", JPEG, bytes("cat " + i)));
      }
      for (CompletableFuture<Answer> one : answers) {
        one.get().expect(200);
      }
      String id = answers.get(0).get().text("image_id");
      Waiting.until("the other's result", () -> other.get("/results/" + id).status() != 404);
      other.get("/results/" + id).expect(200);
    }
  }

  @Test
  void tokens() throws Exception {
    BearerToken token = new BearerToken("sesame-open-the-door");
    try (Gateway closed = gateway(settings(16, Optional.of(token)))) {
      Api caller = new Api(closed.address());
      ready(caller);
      assertTrue(caller.get("/limits").json().get("token_required").booleanValue());
      caller.get("/").expect(200);
      Answer refused = caller.post("/predict", JPEG, bytes("cat")).expect(401, "token_required");
      assertEquals("Bearer", refused.header("WWW-Authenticate"));
      caller.get("/events").expect(401);
      caller.get("/results/" + UUID.randomUUID()).expect(401);
      caller.post("/images", JPEG, bytes("c"), "Authorization", "Bearer wrong").expect(401);
      caller
          .post("/predict", JPEG, bytes("cat"), "Authorization", "Bearer sesame-open-the-door")
          .expect(200);
    }
  }

  @Test
  void othersPagesMayNotAsk() throws Exception {
    byte[] cat = bytes("cat");
    String own = gateway.address().toString().replaceFirst("/$", "");
    api.post("/predict", JPEG, cat, "Origin", own).expect(200);
    api.post("/predict", JPEG, cat, "Origin", "https://pictures.example.org").expect(200);
    for (String origin : List.of("null", "http://evil.example", "http://127.0.0.1:1", "file://")) {
      api.post("/predict", JPEG, cat, "Origin", origin).expect(403, "foreign_origin");
    }
    api.get("/events", "Sec-Fetch-RequestRouter", "cross-site").expect(403, "foreign_origin");
    api.get("/limits", "Sec-Fetch-RequestRouter", "same-site").expect(403, "foreign_origin");
    api.get("/limits", "Sec-Fetch-RequestRouter", "same-origin").expect(200);
    api.get("/", "Sec-Fetch-RequestRouter", "cross-site").expect(200);
  }

  @Test
  void otherNamesAreNotOurs() throws Exception {
    int port = gateway.address().getPort();
    for (String host :
        List.of("evil.example", "evil.example:" + port, "127.0.0.1.evil.example", "10.0.0.1")) {
      String answer = raw("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
      assertTrue(answer.startsWith("HTTP/1.1 421 "), answer);
      assertTrue(answer.contains("Content-Security-Policy:"), answer);
    }
    for (String host : List.of("127.0.0.1:" + port, "localhost:" + port, "pictures.example.org")) {
      String answer = raw("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
      assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    }
    String absolute =
        raw("GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assertFalse(absolute.startsWith("HTTP/1.1 200 "), absolute);
  }

  @Test
  void whatHttpItselfRefusesIsGuardedToo() throws Exception {
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
  void methodsAndAddresses() throws Exception {
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

  /** A client that never ends its body and never falls silent. */
  @Test
  void slowBodiesAreGivenUp() throws Exception {
    try (Socket socket = RawHttp.connect(impatient.address())) {
      RawHttp.write(
          socket, head("POST /predict", "Content-Type: image/jpeg", "Content-Length: 90000"));
      Thread drip = drip(socket, "x");
      String answer = RawHttp.answer(socket);
      assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
      drip.interrupt();
      drip.join();
    }
  }

  /** A client whose head never ends: the test does not end either while the server listens. */
  @Test
  void slowHeadsAreClosed() throws Exception {
    try (Socket socket = RawHttp.connect(gateway.address())) {
      RawHttp.write(socket, "GET / HTTP/1.1\r\nHost: localhost\r\nX: ");
      Thread drip = drip(socket, "y");
      String answer = RawHttp.answer(socket);
      assertFalse(answer.startsWith("HTTP/1.1 200"), answer);
      drip.interrupt();
      drip.join();
    }
  }

  /** Writes this now and then until the server has closed. */
  private static Thread drip(Socket socket, String drop) {
    Thread drip =
        new Thread(
            () -> {
              try {
                while (true) {
                  RawHttp.write(socket, drop);
                  Thread.sleep(200);
                }
              } catch (IOException | InterruptedException e) {
                // the server has closed, or the test is over
              }
            });
    drip.start();
    return drip;
  }

  private static String head(String request, String... headers) {
    return request + " HTTP/1.1\r\nHost: localhost\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
  }

  private static String raw(String request) throws Exception {
    return RawHttp.exchange(gateway.address(), request);
  }
}
