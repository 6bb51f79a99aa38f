package dev.imageclassifier.runtime.decode;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.runtime.decode.images.DecodeAssertions;
import dev.imageclassifier.runtime.decode.images.EncodedImages;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** BMP and TIFF, which are disabled by default. */
class BmpAndTiffTest {
  @ParameterizedTest
  @ValueSource(strings = {"bmp", "tiff"})
  void colorGrayAndPaletteImagesAreExact(String format) throws IOException {
    for (int type :
        new int[] {
          BufferedImage.TYPE_3BYTE_BGR,
          BufferedImage.TYPE_BYTE_GRAY,
          BufferedImage.TYPE_BYTE_INDEXED,
          BufferedImage.TYPE_BYTE_BINARY
        }) {
      BufferedImage image = new BufferedImage(21, 13, type);
      byte[] expected = new byte[3 * 21 * 13];
      for (int y = 0, o = 0; y < 13; y++) {
        for (int x = 0; x < 21; x++) {
          for (int band = 0; band < image.getRaster().getNumBands(); band++) {
            int max = type == BufferedImage.TYPE_BYTE_BINARY ? 2 : 200;
            image.getRaster().setSample(x, y, band, (x * 31 + y * 17 + band * 5) % max);
          }
          boolean gray = type == BufferedImage.TYPE_BYTE_GRAY;
          int color = gray ? image.getRaster().getSample(x, y, 0) * 0x10101 : image.getRGB(x, y);
          expected[o++] = (byte) (color >> 16);
          expected[o++] = (byte) (color >> 8);
          expected[o++] = (byte) color;
        }
      }
      byte[] file = encoded(image, format);

      DecodeAssertions.assertClose(
          new RgbImage(21, 13, expected), DecodeAssertions.pixels(file), 0);
      Outcome.Rejected cut = DecodeAssertions.rejection(Arrays.copyOf(file, 60));
      assertTrue(
          cut.reason() == DeadLetterReason.TRUNCATED || cut.reason() == DeadLetterReason.CORRUPT);
    }
  }

  @Test
  void rejectsOs2BmpAsUnsupported() {
    byte[] bmp = EncodedImages.join(EncodedImages.ascii("BM"), new byte[98]);
    bmp[14] = 64;

    DecodeAssertions.assertRejected(DeadLetterReason.UNSUPPORTED_FORMAT, "OS/2", bmp);
  }

  private static byte[] encoded(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertTrue(ImageIO.write(image, format, out));
    return out.toByteArray();
  }
}
