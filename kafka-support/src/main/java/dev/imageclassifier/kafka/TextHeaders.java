package dev.imageclassifier.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Record headers whose value is UTF-8 text. */
public final class TextHeaders {
  private TextHeaders() {}

  /**
   * The value of the last header with this name. Replaces bytes that are not UTF-8 by U+FFFD,
   * because producers can write any bytes and reading a header must not fail.
   */
  public static Optional<String> find(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? Optional.empty()
        : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
  }

  /** Replaces all headers with this name by a single header. */
  public static void set(Headers headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
