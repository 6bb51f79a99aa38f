package dev.imageclassifier.runtime.preprocess;

import dev.imageclassifier.runtime.decode.RgbImage;
import java.util.Arrays;

/**
 * Resizes only the crop window of an image: horizontally first, rounded to 8 bits, then vertically,
 * as Pillow does.
 *
 * <p>A ring buffer holds the horizontal rows of one output row, so the work memory is {@code 3 ×
 * crop width × taps} ints, independent of the height of the image. Not thread-safe.
 */
final class Resampler {
  /**
   * The position of the window in the crop.
   *
   * @param offset index of the first pixel of the window
   * @param stride bytes between rows
   */
  record Target(int offset, int stride) {}

  private int[] ring = new int[0];
  private int[] sums = new int[0];

  /**
   * Resizes the window and writes it to a crop.
   *
   * @param image source
   * @param columns weights of the window's columns
   * @param rows weights of the window's rows
   * @param crop destination, row after row, R G B
   * @param target position in the destination
   */
  void resample(RgbImage image, Taps columns, Taps rows, byte[] crop, Target target) {
    byte[] rgb = image.rgb();
    int width = image.width();
    int length = 3 * columns.first.length;
    int slots = rows.stride;
    reserve(length, slots);
    int next = rows.first[0];
    for (int y = 0; y < rows.first.length; y++) {
      int first = rows.first[y];
      int end = first + rows.count[y];
      for (next = Math.max(next, first); next < end; next++) {
        horizontal(rgb, 3 * width * next, columns, ring, next % slots * length);
      }
      Arrays.fill(sums, 0, length, Taps.HALF);
      for (int k = 0; k < rows.count[y]; k++) {
        add(ring, (first + k) % slots * length, rows.weights[y * rows.stride + k], sums, length);
      }
      store(sums, crop, target.offset + y * target.stride, length);
    }
  }

  private void reserve(int length, int slots) {
    if (ring.length < length * slots) {
      ring = new int[length * slots];
    }
    if (sums.length < length) {
      sums = new int[length];
    }
  }

  private static void horizontal(byte[] rgb, int row, Taps columns, int[] out, int offset) {
    int[] weights = columns.weights;
    int o = offset;
    for (int x = 0; x < columns.first.length; x++) {
      int p = row + 3 * columns.first[x];
      int r = Taps.HALF;
      int g = Taps.HALF;
      int b = Taps.HALF;
      int k = x * columns.stride;
      for (int end = k + columns.count[x]; k < end; k++) {
        int weight = weights[k];
        r += (rgb[p] & 0xff) * weight;
        g += (rgb[p + 1] & 0xff) * weight;
        b += (rgb[p + 2] & 0xff) * weight;
        p += 3;
      }
      // the sum of many rounded weights can exceed one
      out[o] = Math.min(r >> Taps.PRECISION_BITS, 255);
      out[o + 1] = Math.min(g >> Taps.PRECISION_BITS, 255);
      out[o + 2] = Math.min(b >> Taps.PRECISION_BITS, 255);
      o += 3;
    }
  }

  private static void add(int[] row, int offset, int weight, int[] sums, int length) {
    for (int i = 0; i < length; i++) {
      sums[i] += row[offset + i] * weight;
    }
  }

  private static void store(int[] sums, byte[] crop, int offset, int length) {
    for (int i = 0; i < length; i++) {
      crop[offset + i] = (byte) Math.min(sums[i] >> Taps.PRECISION_BITS, 255);
    }
  }
}
