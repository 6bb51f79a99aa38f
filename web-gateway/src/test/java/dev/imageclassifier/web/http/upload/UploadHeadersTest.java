package dev.imageclassifier.web.http.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parsing of headers that clients control. */
class UploadHeadersTest {
  @ParameterizedTest
  @CsvSource({
    "cat.jpg, cat.jpg",
    "../../etc/passwd, passwd",
    "C:\\photos\\cat.jpg, cat.jpg",
    "图片.jpg, 图片.jpg",
    "<b>.jpg, <b>.jpg",
  })
  void removesDirectoriesFromFileNames(String given, String expected) {
    assertEquals(Optional.of(expected), FileNames.sanitize(given));
  }

  @Test
  void removesControlAndDirectionCharacters() {
    assertEquals(Optional.of("agpj.exe"), FileNames.sanitize("a\u202e\r\n\u0000gpj.exe"));
    assertEquals(Optional.empty(), FileNames.sanitize("photos/"));
    assertEquals(200, FileNames.sanitize("x".repeat(5000)).orElseThrow().length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ";", "image", "image/", "image/jp\u0001eg", "a/b/c", "\u0000"})
  void treatsInvalidMediaTypesAsUnknown(String header) {
    assertTrue(MediaType.of(header).isUnknown(), header);
  }

  @Test
  void parsesMediaTypesAndBoundaries() {
    assertTrue(MediaType.of("IMAGE/Jpeg; q=1").isImage());
    assertEquals(
        Optional.of("a b"), MediaType.of("multipart/form-data; boundary=\"a b\"").boundary());
    assertEquals(Optional.empty(), MediaType.of("multipart/form-data; boundary=").boundary());
  }
}
