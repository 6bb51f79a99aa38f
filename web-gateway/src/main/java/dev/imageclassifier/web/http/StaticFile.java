package dev.imageclassifier.web.http;

import dev.imageclassifier.contract.Sha256;
import dev.imageclassifier.web.http.exchange.Endpoint;
import dev.imageclassifier.web.http.exchange.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.eclipse.jetty.http.HttpHeader;

/** Serves one class path resource from memory, with an ETag. */
final class StaticFile implements Endpoint {
  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;

  private final String contentType;
  private final byte[] bytes;
  private final String etag;

  private StaticFile(String contentType, byte[] bytes) {
    this.contentType = contentType;
    this.bytes = bytes;
    this.etag = '"' + Sha256.hex(bytes).substring(0, 16) + '"';
  }

  /** Loads a resource relative to the package of {@code owner}. */
  static StaticFile load(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("Resource not found: " + name);
      }
      return new StaticFile(contentType(name), in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read resource " + name, e);
    }
  }

  @Override
  public void handle(Exchange exchange) {
    exchange.setHeader("Cache-Control", "no-cache");
    exchange.setHeader("ETag", etag);
    if (exchange.header(HttpHeader.IF_NONE_MATCH).filter(etag::equals).isPresent()) {
      exchange.respond(NOT_MODIFIED, contentType, new byte[0]);
    } else {
      exchange.respond(OK, contentType, bytes);
    }
  }

  private static String contentType(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html" -> "text/html; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "svg" -> "image/svg+xml";
      case "json" -> "application/json";
      default -> throw new IllegalArgumentException("Unknown file extension: " + name);
    };
  }
}
