package dev.imageclassifier.runtime.decode;

import java.util.BitSet;

/**
 * Turns stored pixels upright after an EXIF orientation.
 *
 * <p>Mirrors and half turns work in place. Quarter turns use a second array for pictures of
 * ordinary size; larger ones are transposed in place along the permutation's cycles, so that the
 * memory needed stays 3 bytes a pixel and one bit.
 */
final class Orienter {
  private static final int TILE = 32;

  private final int mostScratch;
  private byte[] scratch = new byte[0];

  /** An orienter that takes at most this many bytes for a second array. */
  Orienter(int mostScratch) {
    this.mostScratch = mostScratch;
  }

  /** Bytes that turning such a picture takes. */
  long bytes(Header header, int orientation) {
    long bytes = 3 * header.decodedPixels();
    return orientation <= 4 ? 0 : bytes <= mostScratch ? bytes : bytes / 24;
  }

  /** Lets go of a large second array. */
  void release() {
    if (scratch.length > DecodeMemory.SMALL) {
      scratch = new byte[0];
    }
  }

  /**
   * The upright picture.
   *
   * @param orientation EXIF orientation, 1 to 8 (EXIF 2.32, tag 0x0112)
   * @return a picture whose array is the given one or this orienter's own
   */
  RgbImage upright(int width, int height, byte[] rgb, int orientation) {
    switch (orientation) {
      case 2 -> mirror(width, height, rgb);
      case 3 -> reverse(rgb, 0, width * height);
      case 4 -> {
        reverse(rgb, 0, width * height);
        mirror(width, height, rgb);
      }
      case 5, 6, 7, 8 -> {
        return turned(width, height, rgb, orientation);
      }
      default -> {}
    }
    return new RgbImage(width, height, rgb);
  }

  private RgbImage turned(int width, int height, byte[] rgb, int orientation) {
    byte[] out = transpose(width, height, rgb);
    int turnedWidth = height;
    int turnedHeight = width;
    // now rows are columns, orientation 5; the others follow by mirroring
    if (orientation == 6 || orientation == 7) {
      mirror(turnedWidth, turnedHeight, out);
    }
    if (orientation == 8 || orientation == 7) {
      reverse(out, 0, turnedWidth * turnedHeight);
      mirror(turnedWidth, turnedHeight, out);
    }
    return new RgbImage(turnedWidth, turnedHeight, out);
  }

  private byte[] transpose(int width, int height, byte[] rgb) {
    int bytes = 3 * width * height;
    if (bytes > mostScratch) {
      transposeInPlace(width, height, rgb);
      return rgb;
    }
    if (scratch.length < bytes) {
      scratch = new byte[bytes];
    }
    for (int top = 0; top < height; top += TILE) {
      for (int left = 0; left < width; left += TILE) {
        tile(width, height, rgb, left, top, scratch);
      }
    }
    return scratch;
  }

  private static void tile(int width, int height, byte[] rgb, int left, int top, byte[] out) {
    int bottom = Math.min(top + TILE, height);
    int right = Math.min(left + TILE, width);
    for (int x = left; x < right; x++) {
      int to = 3 * (x * height + top);
      int from = 3 * (top * width + x);
      for (int y = top; y < bottom; y++) {
        out[to] = rgb[from];
        out[to + 1] = rgb[from + 1];
        out[to + 2] = rgb[from + 2];
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
        // pixel `to` of the transposed picture: row to / height, column to % height
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

  /** Reverses the order of {@code count} pixels from pixel {@code first} on. */
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
