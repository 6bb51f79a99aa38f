package dev.imageclassifier.runtime.predict;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;

/** Encoded pictures for tests. */
final class Pictures {
  static final byte[] RED = plain(0xff0000);
  static final byte[] GREEN = plain(0x00ff00);
  static final byte[] BLUE = plain(0x0000ff);
  static final byte[] WHITE = plain(0xffffff);
  static final byte[] NO_PICTURE = "no picture".getBytes(StandardCharsets.UTF_8);

  private Pictures() {}

  /** Coloured blocks that depend on the seed alone, so that two seeds are two pictures. */
  static byte[] blocks(int width, int height, long seed) {
    int[] blocks = new Random(seed).ints(64, 0, 1 << 24).toArray();
    return png(width, height, (x, y) -> blocks[x * 8 / width * 8 + y * 8 / height]);
  }

  private static byte[] plain(int rgb) {
    return png(16, 12, (x, y) -> rgb);
  }

  private static byte[] png(int width, int height, IntBinaryOperator rgb) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, rgb.applyAsInt(x, y));
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
