package dev.imageclassifier.runtime.decode.codec;

import java.util.Optional;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;

/**
 * The native decoders in the library Leptonica: libwebp, and libjpeg-turbo for progressive JPEGs.
 * Not thread-safe.
 */
public final class Leptonica {
  /** Bytes outside the heap for each decoded pixel. */
  public static final int BYTES_PER_PIXEL = 4;

  /** Number of pixels that are copied to the heap at a time. */
  private static final int STRIP_PIXELS = 1 << 16;

  private static final Optional<String> LOAD_ERROR = load();

  private int[] strip = new int[0];

  /** Why the library cannot be loaded on this machine; empty if it was loaded. */
  public static Optional<String> loadError() {
    return LOAD_ERROR;
  }

  /** Decodes a WebP file. Returns false if libwebp reports an error. */
  public boolean decodeWebp(byte[] file, int length, PixelBuffer pixels)
      throws ImageFormatException {
    return copyAndFree(leptonica.pixReadMemWebP(file, length), pixels);
  }

  /**
   * Decodes a JPEG of one or three components. Returns false if libjpeg warned; the pixels are then
   * invalid. In a file with a single scan, bytes left over after the last row are not reported.
   *
   * @param divisor 1, 2, 4 or 8: the number by which width and height are divided
   */
  public boolean decodeJpeg(byte[] file, int length, int divisor, PixelBuffer pixels)
      throws ImageFormatException {
    int[] warnings = new int[1];
    PIX image = leptonica.pixReadMemJpeg(file, length, 0, divisor, warnings, 0);
    return copyAndFree(image, pixels) && warnings[0] == 0;
  }

  private boolean copyAndFree(PIX image, PixelBuffer pixels) throws ImageFormatException {
    if (image == null || image.isNull()) {
      return false;
    }
    try {
      int width = leptonica.pixGetWidth(image);
      int height = leptonica.pixGetHeight(image);
      int words = leptonica.pixGetWpl(image);
      boolean gray = leptonica.pixGetDepth(image) == 8;
      byte[] rgb = pixels.reserve(width, height);
      IntPointer data = leptonica.pixGetData(image);
      int rows = Math.max(1, STRIP_PIXELS / words);
      if (strip.length < words * rows) {
        strip = new int[words * rows];
      }
      for (int top = 0; top < height; top += rows) {
        int count = Math.min(rows, height - top);
        data.position((long) top * words).get(strip, 0, words * count);
        for (int y = 0; y < count; y++) {
          if (gray) {
            copyGrayRow(y * words, width, rgb, 3 * (top + y) * width);
          } else {
            copyRgbRow(y * words, width, rgb, 3 * (top + y) * width);
          }
        }
      }
      return true;
    } finally {
      leptonica.pixDestroy(image);
    }
  }

  /** Each word holds one pixel as R, G, B, A, starting with the highest byte. */
  private void copyRgbRow(int word, int width, byte[] rgb, int to) {
    int o = to;
    for (int x = 0; x < width; x++, o += 3) {
      int pixel = strip[word + x];
      rgb[o] = (byte) (pixel >> 24);
      rgb[o + 1] = (byte) (pixel >> 16);
      rgb[o + 2] = (byte) (pixel >> 8);
    }
  }

  /** Each word holds four pixels, the first in the highest byte. */
  private void copyGrayRow(int word, int width, byte[] rgb, int to) {
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
