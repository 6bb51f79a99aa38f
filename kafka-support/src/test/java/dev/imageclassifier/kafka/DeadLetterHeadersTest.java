package dev.imageclassifier.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imageclassifier.contract.DeadLetter;
import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.contract.ErrorStage;
import dev.imageclassifier.contract.HeaderNames;
import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.contract.RecordPosition;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DeadLetterHeadersTest {
  private final Headers headers = new RecordHeaders();

  private static DeadLetter deadLetter(DeadLetterReason reason) {
    return DeadLetter.of(
        new Outcome.Rejected(
            reason, ErrorStage.DECODE, "Größe fehlt.", "javax.imageio.IIOException"),
        new RecordPosition("images", 3, 5_000_000_000L));
  }

  @ParameterizedTest
  @EnumSource(DeadLetterReason.class)
  void readsWhatItWrites(DeadLetterReason reason) {
    DeadLetterHeaders.write(headers, deadLetter(reason));

    assertEquals(deadLetter(reason), DeadLetterHeaders.read(headers));
  }

  @Test
  void replacesAnEarlierFailureAndKeepsOtherHeaders() {
    TextHeaders.set(headers, "file.name", "a.jpg");
    headers.add("mine", new byte[] {1});
    headers.add("mine", new byte[] {2});
    TextHeaders.set(headers, HeaderNames.REDRIVE_COUNT, "2");
    TextHeaders.set(headers, "__streams.errors.stacktrace", "at …");
    DeadLetterHeaders.write(headers, deadLetter(DeadLetterReason.TRUNCATED));

    DeadLetterHeaders.write(headers, deadLetter(DeadLetterReason.CORRUPT));

    assertEquals(
        List.of(
            "__streams.errors.exception",
            "__streams.errors.message",
            "__streams.errors.offset",
            "__streams.errors.partition",
            "__streams.errors.topic",
            "error.detail",
            "error.reason",
            "error.stage",
            "file.name",
            "mine",
            "mine",
            "redrive.count"),
        Arrays.stream(headers.toArray()).map(Header::key).sorted().toList());
    assertEquals("corrupt", DeadLetterHeaders.read(headers).reason());
    assertEquals(2, DeadLetterHeaders.redriveCount(headers));
  }

  @Test
  void clearRemovesAllHeadersOfTheFailure() {
    TextHeaders.set(headers, "file.name", "a.jpg");
    DeadLetterHeaders.write(headers, deadLetter(DeadLetterReason.EMPTY));

    DeadLetterHeaders.clear(headers);

    TreeSet<String> names = new TreeSet<>();
    headers.forEach(header -> names.add(header.key()));
    assertEquals(new TreeSet<>(List.of("file.name")), names);
    assertEquals(0, DeadLetterHeaders.redriveCount(headers));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "__streams.errors.partition | x | The header __streams.errors.partition is 'x' but must be",
        "__streams.errors.offset | -1 | offset is -1 but must be at least 0",
        "redrive.count | -2 | The header redrive.count is -2 but must be at least 0",
        "redrive.count | two | The header redrive.count is 'two' but must be a whole number.",
      })
  void namesAnInvalidHeader(String name, String value, String message) {
    DeadLetterHeaders.write(headers, deadLetter(DeadLetterReason.EMPTY));
    TextHeaders.set(headers, name, value);

    String actual =
        assertThrows(
                IllegalArgumentException.class,
                () -> {
                  DeadLetterHeaders.redriveCount(headers);
                  DeadLetterHeaders.read(headers);
                })
            .getMessage();
    assertEquals(message, actual.substring(0, Math.min(message.length(), actual.length())));
  }

  @Test
  void keepsUnknownCodesAsText() {
    DeadLetterHeaders.write(headers, deadLetter(DeadLetterReason.EMPTY));
    TextHeaders.set(headers, HeaderNames.ERROR_REASON, "a_future_reason");
    TextHeaders.set(headers, HeaderNames.ERROR_STAGE, "a_future_stage");

    assertEquals("a_future_reason", DeadLetterHeaders.read(headers).reason());
    assertEquals("a_future_stage", DeadLetterHeaders.read(headers).stage());
  }

  @Test
  void namesAMissingHeader() {
    assertEquals(
        "The record has no header error.reason.",
        assertThrows(IllegalArgumentException.class, () -> DeadLetterHeaders.read(headers))
            .getMessage());
  }
}
