package dev.imageclassifier.runtime.decode.gif;

import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.runtime.decode.RgbImage;
import dev.imageclassifier.runtime.decode.images.DecodeAssertions;
import dev.imageclassifier.runtime.decode.images.EncodedImages;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class GifCodecTest {
  @Test
  void decodesAGifOfImageIoExactly() throws IOException {
    // noise fills the code table, so that every code width occurs
    Random random = new Random(7);
    BufferedImage image = new BufferedImage(200, 90, BufferedImage.TYPE_BYTE_INDEXED);
    byte[] rgb = new byte[3 * 200 * 90];
    for (int y = 0, o = 0; y < 90; y++) {
      for (int x = 0; x < 200; x++) {
        image.getRaster().setSample(x, y, 0, random.nextInt(200));
        int color = image.getRGB(x, y);
        rgb[o++] = (byte) (color >> 16);
        rgb[o++] = (byte) (color >> 8);
        rgb[o++] = (byte) color;
      }
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageIO.write(image, "gif", file);

    DecodeAssertions.assertClose(
        new RgbImage(200, 90, rgb), DecodeAssertions.pixels(file.toByteArray()), 0);
  }

  @Test
  void pixelsOutsideTheFrameHaveColorZero() {
    byte[] file = EncodedImages.gif(3, 1, 1, true, EncodedImages.gifData(1));

    byte[] expected = new byte[27];
    for (int i = 0; i < 27; i += 3) {
      expected[i] = 10;
      expected[i + 1] = 20;
      expected[i + 2] = 30;
    }
    expected[12] = 100;
    expected[13] = 110;
    expected[14] = 120;
    DecodeAssertions.assertClose(new RgbImage(3, 3, expected), DecodeAssertions.pixels(file), 0);
  }

  @Test
  void indicesAreGrayWithoutAPalette() {
    byte[] file = EncodedImages.gif(2, 0, 2, false, EncodedImages.gifData(0, 1, 1, 0));

    byte[] expected = {0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 0, 0};
    DecodeAssertions.assertClose(new RgbImage(2, 2, expected), DecodeAssertions.pixels(file), 0);
  }

  @Test
  void aFrameOutsideTheScreenEnlargesIt() {
    byte[] file = EncodedImages.gif(1, 1, 1, true, EncodedImages.gifData(1));

    byte[] expected = {10, 20, 30, 10, 20, 30, 10, 20, 30, 100, 110, 120};
    DecodeAssertions.assertClose(new RgbImage(2, 2, expected), DecodeAssertions.pixels(file), 0);
  }

  @Test
  void reportsThePositionOfDamage() {
    DecodeAssertions.assertRejected(
        DeadLetterReason.TRUNCATED,
        "after 3 of 4 pixels",
        EncodedImages.gif(2, 0, 2, true, EncodedImages.gifData(0, 1, 1)));
    DecodeAssertions.assertRejected(
        DeadLetterReason.CORRUPT,
        "Invalid GIF code 7",
        EncodedImages.gif(2, 0, 2, true, new byte[] {2, 1, (byte) 0xff, 0}));
    DecodeAssertions.assertRejected(
        DeadLetterReason.CORRUPT,
        "code size",
        EncodedImages.gif(2, 0, 2, true, new byte[] {12, 1, 0, 0}));
    DecodeAssertions.assertRejected(
        DeadLetterReason.CORRUPT,
        "size 0x0",
        EncodedImages.gif(2, 0, 0, true, EncodedImages.gifData(0)));
  }
}
