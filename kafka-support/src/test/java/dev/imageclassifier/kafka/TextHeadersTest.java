package dev.imageclassifier.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class TextHeadersTest {
  private final Headers headers = new RecordHeaders();

  @Test
  void setReplacesAllHeadersWithTheName() {
    headers.add("h", new byte[] {'a'});
    headers.add("h", new byte[] {'b'});

    TextHeaders.set(headers, "h", "ü");

    assertEquals(1, headers.toArray().length);
    assertEquals(Optional.of("ü"), TextHeaders.find(headers, "h"));
  }

  @Test
  void replacesInvalidUtf8() {
    assertEquals(Optional.empty(), TextHeaders.find(headers, "h"));
    headers.add("h", null);
    assertEquals(Optional.empty(), TextHeaders.find(headers, "h"));
    headers.add("h", new byte[] {'a', (byte) 0xff});
    assertEquals(Optional.of("a\uFFFD"), TextHeaders.find(headers, "h"));
  }
}
