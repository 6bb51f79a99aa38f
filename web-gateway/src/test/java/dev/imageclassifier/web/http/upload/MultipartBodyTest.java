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
  private static final int MOST = 300;

  private static byte[] form(String content) {
    String form =
        """
            --b\r
            Content-Disposition: form-data; name="note"\r
            \r
            passed over\r
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
    MultipartBody body = new MultipartBody("b", MOST);
    for (int from = 0; from < form.length; from += step) {
      int to = Math.min(form.length, from + step);
      body.accept(ByteBuffer.wrap(Arrays.copyOfRange(form, from, to)), to == form.length);
    }
    return body.picture(Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64, 10_000})
  void howeverItIsCutOnTheWay(int step) throws ProblemException {
    String content = "first line\r\n--not the boundary\r\n-";
    UploadedImage picture = read(form(content), step);
    assertArrayEquals(content.getBytes(StandardCharsets.UTF_8), picture.bytes());
    assertEquals(Optional.of("cat \"1\".jpg"), picture.fileName());
    assertEquals(Optional.of("image/jpeg"), picture.contentType());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 50, 10_000})
  void theLimitIsThePicturesOwn(int step) throws ProblemException {
    assertEquals(MOST, read(form("x".repeat(MOST)), step).bytes().length);
    ProblemException refusal =
        assertThrows(ProblemException.class, () -> read(form("x".repeat(MOST + 1)), step));
    assertEquals(413, refusal.problem().status());
  }

  @Test
  void nonsenseIsABadRequest() {
    for (String nonsense : new String[] {"", "x", "--b", "--b\r\n", "--b--", "\r\n\r\n"}) {
      ProblemException refusal =
          assertThrows(
              ProblemException.class,
              () -> read((nonsense + " ").getBytes(StandardCharsets.UTF_8), 1),
              nonsense);
      assertEquals(400, refusal.problem().status(), nonsense);
    }
  }
}
