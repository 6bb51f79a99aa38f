package dev.imageclassifier.contract;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Record headers whose value is UTF-8 text. */
public final class TextHeaders {
  private TextHeaders() {}

  /**
   * The last header of this name. Bytes that are not UTF-8 become U+FFFD: headers come from
   * anybody, and showing one must not fail.
   */
  public static Optional<String> find(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? Optional.empty()
        : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
  }

  /** Puts this header in the place of all that have its name. */
  public static void set(Headers headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
