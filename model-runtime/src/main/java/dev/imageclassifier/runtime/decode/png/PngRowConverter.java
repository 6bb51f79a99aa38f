package dev.imageclassifier.runtime.decode.png;

import java.util.Arrays;

/**
 * Converts PNG rows to RGB as Pillow's {@code convert("RGB")} does: alpha and {@code tRNS} are
 * dropped, small depths are scaled to 0…255, palettes are resolved.
 *
 * <p>Pillow keeps the high byte of 16-bit samples, except in gray images without alpha. Those
 * become 32-bit images (mode {@code I}) that it clips at 255, so that all but the darkest pixels
 * turn white. This class does the same, because Pillow is the reference.
 */
final class PngRowConverter {
  private final int depth;
  private final int channels;
  private final boolean gray;

  /** R, G, B of every value of a single sample of up to 8 bits; null for other pixels. */
  private final byte[] colors;

  PngRowConverter(byte[] file, PngStructure structure) {
    this.depth = structure.depth;
    this.channels = structure.channels();
    this.gray =
        structure.colorType == PngStructure.GRAY || structure.colorType == PngStructure.GRAY_ALPHA;
    this.colors = channels == 1 && depth <= 8 ? colorTable(file, structure) : null;
  }

  /**
   * Converts one row.
   *
   * @param to position of the first pixel in {@code rgb}
   * @param step distance between pixels in {@code rgb}, bytes
   */
  void convert(byte[] row, int columns, byte[] rgb, int to, int step) {
    if (colors != null) {
      convertWithTable(row, columns, rgb, to, step);
    } else if (depth == 8 && channels == 3 && step == 3) {
      System.arraycopy(row, 0, rgb, to, 3 * columns);
    } else if (channels == 1) {
      convertGray16(row, columns, rgb, to, step);
    } else {
      convertHighBytes(row, columns, rgb, to, step);
    }
  }

  private void convertWithTable(byte[] row, int columns, byte[] rgb, int to, int step) {
    int mask = (1 << depth) - 1;
    int o = to;
    for (int x = 0, bit = 0; x < columns; x++, bit += depth) {
      int value = row[bit >> 3] >> (8 - depth - (bit & 7)) & mask;
      rgb[o] = colors[3 * value];
      rgb[o + 1] = colors[3 * value + 1];
      rgb[o + 2] = colors[3 * value + 2];
      o += step;
    }
  }

  private static void convertGray16(byte[] row, int columns, byte[] rgb, int to, int step) {
    int o = to;
    for (int i = 0; i < 2 * columns; i += 2) {
      byte value = row[i] == 0 ? row[i + 1] : (byte) 255;
      rgb[o] = value;
      rgb[o + 1] = value;
      rgb[o + 2] = value;
      o += step;
    }
  }

  private void convertHighBytes(byte[] row, int columns, byte[] rgb, int to, int step) {
    int sample = depth / 8;
    int pixel = channels * sample;
    int green = gray ? 0 : sample;
    int o = to;
    for (int i = 0; i < columns * pixel; i += pixel) {
      rgb[o] = row[i];
      rgb[o + 1] = row[i + green];
      rgb[o + 2] = row[i + 2 * green];
      o += step;
    }
  }

  private static byte[] colorTable(byte[] file, PngStructure structure) {
    byte[] table = new byte[3 * 256];
    boolean palette = structure.colorType == PngStructure.PALETTE;
    // missing palette entries are gray, as in Pillow
    int max = palette ? 255 : (1 << structure.depth) - 1;
    for (int value = 0; value <= max; value++) {
      Arrays.fill(table, 3 * value, 3 * value + 3, (byte) (value * 255 / max));
    }
    if (palette) {
      System.arraycopy(file, structure.paletteAt, table, 0, 3 * structure.paletteEntries);
    }
    return table;
  }
}
