package dev.imageclassifier.ingest.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imageclassifier.testkit.TestImages;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTypesTest {
  @ParameterizedTest
  @CsvSource({"jpg,image/jpeg", "png,image/png", "gif,image/gif", "bmp,image/bmp"})
  void detectsTheMediaTypeOfRealImages(String format, String expected) {
    assertEquals(expected, MediaTypes.of(TestImages.small(format)));
  }

  @Test
  void detectsOtherFormatsByTheirSignature() {
    assertEquals("image/gif", of("GIF87a"));
    assertEquals("image/webp", of("RIFF\u0010\0\0\0WEBPVP8 "));
    assertEquals("image/tiff", of("II*\0\b"));
    assertEquals("image/tiff", of("MM\0*\0"));
    assertEquals("image/avif", of("\0\0\0\u001cftypavif"));
    assertEquals("image/heic", of("\0\0\0\u001cftypheic"));
  }

  @Test
  void returnsOctetStreamForUnknownContent() {
    for (String other :
        new String[] {
          "", "\u00ff\u00d8", "RIFF\u0010\0\0\0WAVE", "<svg>", "\0\0\0\u001cftypmp42"
        }) {
      assertEquals("application/octet-stream", of(other), other);
    }
    byte[] cut = Arrays.copyOf(TestImages.small("png"), 7);
    assertEquals("application/octet-stream", MediaTypes.of(cut));
  }

  private static String of(String bytes) {
    return MediaTypes.of(bytes.getBytes(StandardCharsets.ISO_8859_1));
  }
}
