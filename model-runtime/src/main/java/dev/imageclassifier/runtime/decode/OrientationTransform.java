package dev.imageclassifier.runtime.decode;

import dev.imageclassifier.runtime.decode.codec.PixelBuffer;
import java.util.BitSet;

/**
 * Rotates and mirrors pixels according to an EXIF orientation. Not thread-safe.
 *
 * <p>Mirroring and 180° rotations work in place. 90° rotations use a second array for images of
 * ordinary size. Larger images are transposed in place along the cycles of the permutation, which
 * needs one more bit per pixel.
 */
final class OrientationTransform {
  private static final int TILE = 32;

  private final int maxScratchBytes;
  private byte[] scratch = new byte[0];

  /** Creates a transform whose second array has at most this many bytes. */
  OrientationTransform(int maxScratchBytes) {
    this.maxScratchBytes = maxScratchBytes;
  }

  /** Bytes of memory that the transform of an image needs. */
  long bytes(long pixels, int orientation) {
    long bytes = 3 * pixels;
    return orientation <= 4 ? 0 : bytes <= maxScratchBytes ? bytes : bytes / 24;
  }

  /** Drops a large second array. */
  void release() {
    if (scratch.length > PixelBuffer.MAX_RETAINED_BYTES) {
      scratch = new byte[0];
    }
  }

  /**
   * Returns the upright image.
   *
   * @param orientation EXIF orientation, 1 to 8 (EXIF 2.32, tag 0x0112)
   * @return an image whose array is {@code rgb} or the second array of this object
   */
  RgbImage apply(int width, int height, byte[] rgb, int orientation) {
    switch (orientation) {
      case 2 -> mirror(width, height, rgb);
      case 3 -> reverse(rgb, 0, width * height);
      case 4 -> {
        reverse(rgb, 0, width * height);
        mirror(width, height, rgb);
      }
      case 5, 6, 7, 8 -> {
        return rotate90(width, height, rgb, orientation);
      }
      default -> {}
    }
    return new RgbImage(width, height, rgb);
  }

  private RgbImage rotate90(int width, int height, byte[] rgb, int orientation) {
    byte[] out = transpose(width, height, rgb);
    int newWidth = height;
    int newHeight = width;
    // the transposed image is that of orientation 5; mirroring it gives the others
    if (orientation == 6 || orientation == 7) {
      mirror(newWidth, newHeight, out);
    }
    if (orientation == 8 || orientation == 7) {
      reverse(out, 0, newWidth * newHeight);
      mirror(newWidth, newHeight, out);
    }
    return new RgbImage(newWidth, newHeight, out);
  }

  private byte[] transpose(int width, int height, byte[] rgb) {
    int bytes = 3 * width * height;
    if (bytes > maxScratchBytes) {
      transposeInPlace(width, height, rgb);
      return rgb;
    }
    if (scratch.length < bytes) {
      scratch = new byte[bytes];
    }
    for (int top = 0; top < height; top += TILE) {
      for (int left = 0; left < width; left += TILE) {
        transposeTile(width, height, rgb, left, top);
      }
    }
    return scratch;
  }

  /** Writes the transposed pixels of a tile to the second array. */
  private void transposeTile(int width, int height, byte[] rgb, int left, int top) {
    int bottom = Math.min(top + TILE, height);
    int right = Math.min(left + TILE, width);
    for (int x = left; x < right; x++) {
      int to = 3 * (x * height + top);
      int from = 3 * (top * width + x);
      for (int y = top; y < bottom; y++) {
        scratch[to] = rgb[from];
        scratch[to + 1] = rgb[from + 1];
        scratch[to + 2] = rgb[from + 2];
        to += 3;
        from += 3 * width;
      }
    }
  }

  private static void transposeInPlace(int width, int height, byte[] rgb) {
    int pixels = width * height;
    BitSet done = new BitSet(pixels);
    for (int start = done.nextClearBit(0); start < pixels; start = done.nextClearBit(start)) {
      byte red = rgb[3 * start];
      byte green = rgb[3 * start + 1];
      byte blue = rgb[3 * start + 2];
      int to = start;
      while (true) {
        done.set(to);
        // pixel `to` of the transposed image is in row to / height and column to % height
        int from = to % height * width + to / height;
        if (from == start) {
          break;
        }
        rgb[3 * to] = rgb[3 * from];
        rgb[3 * to + 1] = rgb[3 * from + 1];
        rgb[3 * to + 2] = rgb[3 * from + 2];
        to = from;
      }
      rgb[3 * to] = red;
      rgb[3 * to + 1] = green;
      rgb[3 * to + 2] = blue;
    }
  }

  private static void mirror(int width, int height, byte[] rgb) {
    for (int y = 0; y < height; y++) {
      reverse(rgb, y * width, width);
    }
  }

  /** Reverses the order of {@code count} pixels, starting at pixel {@code first}. */
  private static void reverse(byte[] rgb, int first, int count) {
    int i = 3 * first;
    for (int j = 3 * (first + count - 1); i < j; i += 3, j -= 3) {
      byte red = rgb[i];
      byte green = rgb[i + 1];
      byte blue = rgb[i + 2];
      rgb[i] = rgb[j];
      rgb[i + 1] = rgb[j + 1];
      rgb[i + 2] = rgb[j + 2];
      rgb[j] = red;
      rgb[j + 1] = green;
      rgb[j + 2] = blue;
    }
  }
}
