package dev.imageclassifier.web.http.upload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imageclassifier.web.http.problem.ProblemException;
import dev.imageclassifier.web.pending.UploadedImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartBodyTest {
  private static final int MAX_BYTES = 300;

  private static byte[] form(String content) {
    String form =
        """
            --b\r
            Content-Disposition: form-data; name="note"\r
            \r
            ignored\r
            --b\r
            Content-Disposition: form-data; name="file"; filename="cat \\"1\\".jpg"\r
            Content-Type: image/jpeg\r
            \r
            %s\r
            --b--\r
            """;
    return form.formatted(content).getBytes(StandardCharsets.UTF_8);
  }

  private static UploadedImage read(byte[] form, int step) throws ProblemException {
    MultipartBody body = new MultipartBody("b", MAX_BYTES);
    for (int from = 0; from < form.length; from += step) {
      int to = Math.min(form.length, from + step);
      body.parse(ByteBuffer.wrap(Arrays.copyOfRange(form, from, to)), to == form.length);
    }
    return body.image(Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64, 10_000})
  void parsesChunksOfAnySize(int step) throws ProblemException {
    String content = "first line\r\n--not the boundary\r\n-";
    UploadedImage image = read(form(content), step);
    assertArrayEquals(content.getBytes(StandardCharsets.UTF_8), image.bytes());
    assertEquals(Optional.of("cat \"1\".jpg"), image.fileName());
    assertEquals(Optional.of("image/jpeg"), image.contentType());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 50, 10_000})
  void limitsTheSizeOfTheImage(int step) throws ProblemException {
    assertEquals(MAX_BYTES, read(form("x".repeat(MAX_BYTES)), step).bytes().length);
    ProblemException exception =
        assertThrows(ProblemException.class, () -> read(form("x".repeat(MAX_BYTES + 1)), step));
    assertEquals(413, exception.problem().status());
  }

  @Test
  void rejectsMalformedForms() {
    for (String malformed : new String[] {"", "x", "--b", "--b\r\n", "--b--", "\r\n\r\n"}) {
      ProblemException exception =
          assertThrows(
              ProblemException.class,
              () -> read((malformed + " ").getBytes(StandardCharsets.UTF_8), 1),
              malformed);
      assertEquals(400, exception.problem().status(), malformed);
    }
  }
}
