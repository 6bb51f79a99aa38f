package dev.imageclassifier.runtime.decode;

import java.util.Arrays;

/**
 * Unpacks a PNG row to RGB with the semantics of Pillow's {@code convert("RGB")}: alpha and {@code
 * tRNS} are dropped, small depths stretched to 0…255, a palette looked up.
 *
 * <p>Sixteen bits: of colour and of grey with alpha Pillow keeps the high byte; of grey alone it
 * makes a 32-bit picture (mode {@code I}) and then clips at 255, so that all but the darkest pixels
 * become white. The reference pipeline is the yardstick, so we do as it does.
 */
final class PngUnpacker {
  private final int depth;
  private final int channels;
  private final boolean grey;

  /** R, G, B of every value that a single sample of up to 8 bits can have; else null. */
  private final byte[] colours;

  PngUnpacker(byte[] file, PngLayout layout) {
    this.depth = layout.depth;
    this.channels = layout.channels();
    this.grey = layout.colorType == PngLayout.GREY || layout.colorType == PngLayout.GREY_ALPHA;
    this.colours = channels == 1 && depth <= 8 ? colours(file, layout) : null;
  }

  /**
   * Writes one row.
   *
   * @param to index of the first pixel in {@code rgb}
   * @param step bytes between pixels in {@code rgb}
   */
  void unpack(byte[] row, int columns, byte[] rgb, int to, int step) {
    if (colours != null) {
      looked(row, columns, rgb, to, step);
    } else if (depth == 8 && channels == 3 && step == 3) {
      System.arraycopy(row, 0, rgb, to, 3 * columns);
    } else if (channels == 1) {
      clipped(row, columns, rgb, to, step);
    } else {
      highBytes(row, columns, rgb, to, step);
    }
  }

  private void looked(byte[] row, int columns, byte[] rgb, int to, int step) {
    int mask = (1 << depth) - 1;
    int o = to;
    for (int x = 0, bit = 0; x < columns; x++, bit += depth) {
      int value = row[bit >> 3] >> (8 - depth - (bit & 7)) & mask;
      rgb[o] = colours[3 * value];
      rgb[o + 1] = colours[3 * value + 1];
      rgb[o + 2] = colours[3 * value + 2];
      o += step;
    }
  }

  private static void clipped(byte[] row, int columns, byte[] rgb, int to, int step) {
    int o = to;
    for (int i = 0; i < 2 * columns; i += 2) {
      byte value = row[i] == 0 ? row[i + 1] : (byte) 255;
      rgb[o] = value;
      rgb[o + 1] = value;
      rgb[o + 2] = value;
      o += step;
    }
  }

  private void highBytes(byte[] row, int columns, byte[] rgb, int to, int step) {
    int sample = depth / 8;
    int pixel = channels * sample;
    int green = grey ? 0 : sample;
    int o = to;
    for (int i = 0; i < columns * pixel; i += pixel) {
      rgb[o] = row[i];
      rgb[o + 1] = row[i + green];
      rgb[o + 2] = row[i + 2 * green];
      o += step;
    }
  }

  private static byte[] colours(byte[] file, PngLayout layout) {
    byte[] table = new byte[3 * 256];
    boolean palette = layout.colorType == PngLayout.PALETTE;
    // entries that a palette leaves out are grey, as in Pillow
    int most = palette ? 255 : (1 << layout.depth) - 1;
    for (int value = 0; value <= most; value++) {
      Arrays.fill(table, 3 * value, 3 * value + 3, (byte) (value * 255 / most));
    }
    if (palette) {
      System.arraycopy(file, layout.paletteAt, table, 0, 3 * layout.paletteEntries);
    }
    return table;
  }
}
