package dev.imageclassifier.runtime.decode.webp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.runtime.decode.RgbImage;
import dev.imageclassifier.runtime.decode.codec.Bytes;
import dev.imageclassifier.runtime.decode.images.DecodeAssertions;
import dev.imageclassifier.runtime.decode.images.EncodedImages;
import dev.imageclassifier.runtime.decode.images.WebpFiles;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WebpCodecTest {
  private static final RgbImage GRADIENT = EncodedImages.gradient(24, 16);

  @Test
  void losslessIsExact() {
    DecodeAssertions.assertClose(GRADIENT, DecodeAssertions.pixels(WebpFiles.LOSSLESS.clone()), 0);
  }

  @Test
  void lossyIsClose() {
    DecodeAssertions.assertClose(GRADIENT, DecodeAssertions.pixels(WebpFiles.LOSSY.clone()), 7);
  }

  @Test
  void alphaIsDropped() {
    DecodeAssertions.assertClose(
        DecodeAssertions.pixels(WebpFiles.LOSSY.clone()),
        DecodeAssertions.pixels(WebpFiles.ALPHA.clone()),
        0);
  }

  @Test
  void decodesTheFirstFrameOfAnAnimation() {
    DecodeAssertions.assertClose(GRADIENT, DecodeAssertions.pixels(WebpFiles.ANIM.clone()), 0);
  }

  @Test
  void aFrameSmallerThanItsCanvasIsDrawnOnBlack() {
    byte[] file = WebpFiles.ANIM.clone();
    // a canvas 26 pixels wide; the frame begins in column 2
    file[24] = 25;
    file[indexOf(file, "ANMF") + 8] = 1;

    RgbImage image = DecodeAssertions.pixels(file);

    assertEquals(26, image.width());
    assertEquals(0, image.rgb()[0] | image.rgb()[3]);
    assertEquals(GRADIENT.rgb()[0], image.rgb()[6]);
    assertEquals(GRADIENT.rgb()[3 * 24 * 15 + 1], image.rgb()[3 * 26 * 15 + 7]);
  }

  @Test
  void rejectsAFrameOutsideItsCanvas() {
    byte[] file = WebpFiles.ANIM.clone();
    file[24] = 5;

    DecodeAssertions.assertRejected(
        DeadLetterReason.CORRUPT, "24x16 pixels does not fit on its canvas of 6x16", file);
  }

  @Test
  void appliesTheExifOrientation() {
    RgbImage image = DecodeAssertions.pixels(WebpFiles.EXIF.clone());

    assertEquals(16, image.width());
    assertEquals(24, image.height());
    // the stored lower left corner becomes the upper left one
    assertEquals(GRADIENT.rgb()[3 * 24 * 15 + 1], image.rgb()[1]);
  }

  @Test
  void reportsTheSizeOfATruncatedFile() {
    DecodeAssertions.assertRejected(
        DeadLetterReason.TRUNCATED,
        "WebP of 102 bytes is truncated after 80",
        Arrays.copyOf(WebpFiles.LOSSLESS, 80));
  }

  private static int indexOf(byte[] file, String chunk) {
    int at = 0;
    while (!Bytes.has(file, at, chunk)) {
      at++;
    }
    return at;
  }
}
