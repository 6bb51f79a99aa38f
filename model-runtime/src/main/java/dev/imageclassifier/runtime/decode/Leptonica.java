package dev.imageclassifier.runtime.decode;

import java.util.Optional;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;

/**
 * The native decoders that the library leptonica carries: libwebp, and libjpeg-turbo for
 * progressive files. Needs 4 bytes a pixel outside the heap while it decodes.
 */
final class Leptonica {
  /** Bytes outside the heap for each pixel. */
  static final int COST = 4;

  /** Pixels that are moved to the heap at a time. */
  private static final int STRIP = 1 << 16;

  private static final Optional<String> PROBLEM = load();

  private int[] strip = new int[0];

  /** Why the library cannot be used on this machine; empty where it can. */
  static Optional<String> problem() {
    return PROBLEM;
  }

  /** Decodes a WebP file; false where libwebp finds it damaged. */
  boolean webp(byte[] file, int length, Pixels pixels) throws BrokenPicture {
    return move(leptonica.pixReadMemWebP(file, length), pixels);
  }

  /**
   * Decodes a JPEG of one or three colours; false where libjpeg warns, in which case the pixels are
   * not to be used. Of a file of one scan it does not tell what is left over behind the last row.
   *
   * @param reduction 1, 2, 4 or 8: what both sides are divided by
   */
  boolean jpeg(byte[] file, int length, int reduction, Pixels pixels) throws BrokenPicture {
    int[] warnings = new int[1];
    PIX picture = leptonica.pixReadMemJpeg(file, length, 0, reduction, warnings, 0);
    return move(picture, pixels) && warnings[0] == 0;
  }

  private boolean move(PIX picture, Pixels pixels) throws BrokenPicture {
    if (picture == null || picture.isNull()) {
      return false;
    }
    try {
      int width = leptonica.pixGetWidth(picture);
      int height = leptonica.pixGetHeight(picture);
      int words = leptonica.pixGetWpl(picture);
      boolean grey = leptonica.pixGetDepth(picture) == 8;
      byte[] rgb = pixels.reserve(width, height, 3);
      IntPointer data = leptonica.pixGetData(picture);
      int rows = Math.max(1, STRIP / words);
      if (strip.length < words * rows) {
        strip = new int[words * rows];
      }
      for (int top = 0; top < height; top += rows) {
        int count = Math.min(rows, height - top);
        data.position((long) top * words).get(strip, 0, words * count);
        for (int y = 0; y < count; y++) {
          if (grey) {
            greyRow(y * words, width, rgb, 3 * (top + y) * width);
          } else {
            colourRow(y * words, width, rgb, 3 * (top + y) * width);
          }
        }
      }
      return true;
    } finally {
      leptonica.pixDestroy(picture);
    }
  }

  /** One pixel a word, R G B A from the highest byte on. */
  private void colourRow(int word, int width, byte[] rgb, int to) {
    int o = to;
    for (int x = 0; x < width; x++, o += 3) {
      int pixel = strip[word + x];
      rgb[o] = (byte) (pixel >> 24);
      rgb[o + 1] = (byte) (pixel >> 16);
      rgb[o + 2] = (byte) (pixel >> 8);
    }
  }

  /** Four pixels a word, the first in the highest byte. */
  private void greyRow(int word, int width, byte[] rgb, int to) {
    int o = to;
    for (int x = 0; x < width; x++, o += 3) {
      byte pixel = (byte) (strip[word + (x >> 2)] >> (24 - 8 * (x & 3)));
      rgb[o] = pixel;
      rgb[o + 1] = pixel;
      rgb[o + 2] = pixel;
    }
  }

  private static Optional<String> load() {
    try {
      Loader.load(leptonica.class);
      leptonica.setMsgSeverity(leptonica.L_SEVERITY_NONE);
      return Optional.empty();
    } catch (LinkageError | RuntimeException e) {
      return Optional.of(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }
}
