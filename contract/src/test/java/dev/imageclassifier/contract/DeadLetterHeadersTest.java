package dev.imageclassifier.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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

  private static DeadLetter letter(DeadLetterReason reason) {
    return new DeadLetter(
        reason,
        ErrorStage.DECODE,
        "Größe fehlt.",
        "images",
        3,
        5_000_000_000L,
        "javax.imageio.IIOException");
  }

  @ParameterizedTest
  @EnumSource(DeadLetterReason.class)
  void whatIsWrittenIsReadAgain(DeadLetterReason reason) {
    DeadLetterHeaders.write(headers, letter(reason));

    assertEquals(letter(reason), DeadLetterHeaders.read(headers));
  }

  @Test
  void anEarlierLetterIsReplacedAndTheRestKept() {
    TextHeaders.set(headers, "file.name", "a.jpg");
    headers.add("mine", new byte[] {1});
    headers.add("mine", new byte[] {2});
    TextHeaders.set(headers, HeaderNames.REDRIVE_COUNT, "2");
    TextHeaders.set(headers, "__streams.errors.stacktrace", "at …");
    DeadLetterHeaders.write(headers, letter(DeadLetterReason.TRUNCATED));

    DeadLetterHeaders.write(headers, letter(DeadLetterReason.CORRUPT));

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
    assertEquals(DeadLetterReason.CORRUPT, DeadLetterHeaders.read(headers).reason());
    assertEquals(2, DeadLetterHeaders.redriveCount(headers));
  }

  @Test
  void clearLeavesNoTraceOfTheFailure() {
    TextHeaders.set(headers, "file.name", "a.jpg");
    DeadLetterHeaders.write(headers, letter(DeadLetterReason.EMPTY));

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
        "error.reason | sad | The header error.reason: 'sad' is none of empty, too_many_bytes,",
        "error.reason | EMPTY | The header error.reason: 'EMPTY' is none of",
        "error.stage | later | The header error.stage: 'later' is none of read, decode,",
        "__streams.errors.partition | x | The header __streams.errors.partition is 'x' but must be",
        "__streams.errors.offset | -1 | offset is -1 but must be at least 0",
        "redrive.count | -2 | The header redrive.count is -2 but must be at least 0",
        "redrive.count | two | The header redrive.count is 'two' but must be a whole number.",
      })
  void aWrongHeaderIsNamed(String name, String value, String message) {
    DeadLetterHeaders.write(headers, letter(DeadLetterReason.EMPTY));
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
  void aMissingHeaderIsNamed() {
    assertEquals(
        "The record has no header error.reason.",
        assertThrows(IllegalArgumentException.class, () -> DeadLetterHeaders.read(headers))
            .getMessage());
  }
}
