package dev.imageclassifier.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imageclassifier.testkit.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** An HTTP client that checks every response against the OpenAPI description. */
final class Api {
  static final String BOUNDARY = "----boundary";
  static final String FORM = "multipart/form-data; boundary=" + BOUNDARY;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final OpenApi openApi = OpenApi.load();
  private final URI address;

  Api(URI address) {
    this.address = address;
  }

  URI address() {
    return address;
  }

  Answer get(String path, String... headers) throws Exception {
    return send(request(path, headers).GET());
  }

  Answer post(String path, String contentType, byte[] body, String... headers) throws Exception {
    return send(post(path, contentType, BodyPublishers.ofByteArray(body), headers));
  }

  Answer postChunked(String path, String contentType, byte[] body) throws Exception {
    InputStream in = new java.io.ByteArrayInputStream(body);
    return send(post(path, contentType, BodyPublishers.ofInputStream(() -> in)));
  }

  /** Returns the status and does not check the response. */
  int postForStatus(String path, String contentType, byte[] body) throws Exception {
    HttpRequest request = post(path, contentType, BodyPublishers.ofByteArray(body)).build();
    return client.send(request, BodyHandlers.ofByteArray()).statusCode();
  }

  CompletableFuture<Answer> postAsync(String path, String contentType, byte[] body) {
    HttpRequest request = post(path, contentType, BodyPublishers.ofByteArray(body)).build();
    return client
        .sendAsync(request, BodyHandlers.ofByteArray())
        .thenApply(response -> check(request, response));
  }

  private HttpRequest.Builder post(
      String path, String contentType, BodyPublisher body, String... headers) {
    return request(path, headers).header("Content-Type", contentType).POST(body);
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path)).timeout(Await.TIMEOUT);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request;
  }

  private Answer send(HttpRequest.Builder builder) throws Exception {
    HttpRequest request = builder.build();
    return check(request, client.send(request, BodyHandlers.ofByteArray()));
  }

  private Answer check(HttpRequest request, HttpResponse<byte[]> response) {
    String type = response.headers().firstValue("Content-Type").orElse("");
    checkSecurityHeaders(response);
    openApi.check(
        request.method(), request.uri().getPath(), response.statusCode(), type, response.body());
    try {
      JsonNode json = type.contains("json") ? JSON.readTree(response.body()) : null;
      return new Answer(response, json);
    } catch (IOException e) {
      throw new AssertionError("The response is not JSON.", e);
    }
  }

  private static void checkSecurityHeaders(HttpResponse<?> response) {
    var headers = response.headers();
    String policy = headers.firstValue("Content-Security-Policy").orElse("");
    assertTrue(policy.startsWith("default-src 'none'; script-src 'self'"), policy);
    assertFalse(policy.contains("unsafe"), policy);
    assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").orElse(""));
    assertEquals("no-referrer", headers.firstValue("Referrer-Policy").orElse(""));
    assertTrue(headers.firstValue("Cache-Control").isPresent());
    assertTrue(headers.firstValue("Server").isEmpty());
  }

  /** A complete form with one part. */
  static byte[] form(String name, String fileName, String type, byte[] content) {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    form.writeBytes(part(name, fileName, type, content));
    form.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return form.toByteArray();
  }

  static byte[] part(String name, String fileName, String type, byte[] content) {
    ByteArrayOutputStream part = new ByteArrayOutputStream();
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
            .formatted(BOUNDARY, name, fileName, type);
    part.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    part.writeBytes(content);
    part.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    return part.toByteArray();
  }

  /** A response that matches the description. */
  record Answer(HttpResponse<byte[]> response, JsonNode json) {
    int status() {
      return response.statusCode();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    String text(String property) {
      return json.get(property).textValue();
    }

    Answer expect(int status) {
      assertEquals(status, status(), new String(response.body(), StandardCharsets.UTF_8));
      return this;
    }

    Answer expect(int status, String code) {
      expect(status);
      assertEquals(code, text("code"));
      return this;
    }
  }
}
