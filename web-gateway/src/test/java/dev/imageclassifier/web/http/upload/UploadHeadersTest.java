package dev.imageclassifier.web.http.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.web.http.security.BearerToken;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers write into headers. */
class UploadHeadersTest {
  @ParameterizedTest
  @CsvSource({
    "cat.jpg, cat.jpg",
    "../../etc/passwd, passwd",
    "C:\\photos\\cat.jpg, cat.jpg",
    "图片.jpg, 图片.jpg",
    "<b>.jpg, <b>.jpg",
  })
  void namesAreMadeHarmless(String given, String expected) {
    assertEquals(Optional.of(expected), FileNames.harmless(given));
  }

  @Test
  void controlAndDirectionCharactersGo() {
    assertEquals(Optional.of("agpj.exe"), FileNames.harmless("a\u202e\r\n\u0000gpj.exe"));
    assertEquals(Optional.empty(), FileNames.harmless("photos/"));
    assertEquals(200, FileNames.harmless("x".repeat(5000)).orElseThrow().length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ";", "image", "image/", "image/jp\u0001eg", "a/b/c", "\u0000"})
  void whatIsNoMediaTypeIsUnknown(String header) {
    assertTrue(MediaType.of(header).isUnknown(), header);
  }

  @Test
  void mediaTypes() {
    assertTrue(MediaType.of("IMAGE/Jpeg; q=1").isImage());
    assertEquals(
        Optional.of("a b"), MediaType.of("multipart/form-data; boundary=\"a b\"").boundary());
    assertEquals(Optional.empty(), MediaType.of("multipart/form-data; boundary=").boundary());
  }

  @Test
  void tokens() {
    BearerToken token = new BearerToken("0123456789abcdef");
    assertTrue(token.isShownBy("Bearer 0123456789abcdef"));
    assertTrue(token.isShownBy("bearer  0123456789abcdef "));
    assertFalse(token.isShownBy("Bearer 0123456789abcdeF"));
    assertFalse(token.isShownBy("Basic 0123456789abcdef"));
    assertFalse(token.isShownBy(null));
    assertEquals("[hidden]", token.toString());
    assertThrows(IllegalArgumentException.class, () -> new BearerToken("too short"));
    assertThrows(
        IllegalArgumentException.class, () -> new BearerToken("with a space in the middle"));
  }
}
