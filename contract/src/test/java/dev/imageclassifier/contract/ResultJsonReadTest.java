package dev.imageclassifier.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultJsonReadTest {
  private static final String JSON =
      new String(ResultJson.write(Results.full()), StandardCharsets.UTF_8);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"score\":0.951234 | \"score\":1.5 | at $.predictions[0]: score is 1.5 but must be 0.0 to 1.0",
        "\"rank\":2 | \"rank\":3 | predictions[1].rank is 3 but must be 2",
        "\"score\":0.000012 | \"score\":0.99 | predictions[1].score is higher than the previous score",
        "\"label\":\"tabby\" | \"label\":null | at $.predictions[0]: label is null but must be given",
        "\"width\":500 | \"width\":0 | at $.image: width is 0 but must be at least 1",
        "\"width\":500 | \"width\":500.5 | at $.image.width",
        "\"width\":500 | \"width\":5000000000 | at $.image.width",
        "\"width\":500 | \"width\":null | at $.image.width",
        "\"width\":500 | \"width\":500,\"width\":500 | Duplicate field 'width'",
        "\"offset\":42 | \"offset\":-1 | at $.source: offset is -1 but must be at least 0",
        "\"digest\":\"sha256: | \"digest\":\"md5: | at $.model: digest must be 'sha256:' and 64",
        "10:25:30.120Z | 10:25:30Z | at $.source: timestamp must be an ISO 8601 instant",
        "\"decode_ms\":4.123 | \"decode_ms\":NaN | at $.timing",
        "\"model\":{ | \"model\":[{ | at $.model",
        "\"batch_size\":8}} | \"batch_size\":8}}{} | Trailing token",
        "\"batch_size\":8}} | \"batch_size\":8 | Unexpected end-of-input",
      })
  void namesTheErrorAndItsPosition(String part, String replacement, String message) {
    assertTrue(JSON.contains(part), part);
    assertRejected(JSON.replaceFirst(Pattern.quote(part), replacement), message);
  }

  @Test
  void rejectsJsonOtherThanAnObject() {
    assertRejected("", "No content");
    assertRejected("null", "JSON null");
    assertRejected("[]", "from Array value");
    assertRejected("\"text\"", "no String-argument constructor");
  }

  @Test
  void rejectsOtherEncodings() {
    byte[] latin1 = JSON.getBytes(StandardCharsets.ISO_8859_1);
    int umlaut = JSON.indexOf('ä');
    assertEquals(
        "Invalid result at byte " + umlaut + ": not UTF-8.", assertRejected(latin1).getMessage());
    assertRejected(JSON.getBytes(StandardCharsets.UTF_16));
    assertRejected(("\uFEFF" + JSON).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void messagesDoNotQuoteTheRecord() {
    String message = assertRejected("{\"image_id\":\"secret\",}").getMessage();
    assertFalse(message.contains("secret"), message);
  }

  private static void assertRejected(String json, String message) {
    String actual = assertRejected(json).getMessage();
    assertTrue(actual.contains(message), actual);
  }

  private static IllegalArgumentException assertRejected(String json) {
    return assertRejected(json.getBytes(StandardCharsets.UTF_8));
  }

  private static IllegalArgumentException assertRejected(byte[] bytes) {
    return assertThrows(IllegalArgumentException.class, () -> ResultJson.read(bytes));
  }
}
