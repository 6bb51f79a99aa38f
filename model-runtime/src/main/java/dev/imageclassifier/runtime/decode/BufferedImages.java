package dev.imageclassifier.runtime.decode;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;

/**
 * Moves the pixels of a decoder's own picture into ours; alpha is dropped, not composited, and
 * colours that were multiplied with it are divided again, as in Pillow.
 */
final class BufferedImages {
  private BufferedImages() {}

  /**
   * The picture's pixels as RGB: in its own array where it has one byte a sample.
   *
   * @param palette R, G, B of each index where the file states them more exactly than the picture
   *     does; else null
   * @param cmyk whether the first four samples are inks
   */
  static void toRgb(BufferedImage image, byte[] palette, boolean cmyk, Pixels pixels)
      throws BrokenPicture {
    WritableRaster raster = image.getRaster();
    int width = image.getWidth();
    int height = image.getHeight();
    ColorModel colorModel = image.getColorModel();
    boolean indexed = colorModel instanceof IndexColorModel;
    boolean multiplied = colorModel.hasAlpha() && colorModel.isAlphaPremultiplied();
    if (!indexed
        && !cmyk
        && !multiplied
        && raster.getSampleModel() instanceof ComponentSampleModel model
        && raster.getDataBuffer() instanceof DataBufferByte buffer
        && buffer.getNumBanks() == 1
        && model.getNumBands() >= 3
        && model.getScanlineStride() == model.getPixelStride() * width
        && buffer.getData().length == model.getPixelStride() * width * height) {
      compact(buffer.getData(), model.getPixelStride(), model.getBandOffsets(), width * height);
      pixels.adopt(width, height, buffer.getData());
      return;
    }
    byte[] rgb = pixels.reserve(width, height, 3);
    if (indexed && palette != null) {
      looked(raster, palette, rgb);
    } else if (cmyk && raster.getNumBands() >= 4) {
      inks(raster, rgb);
    } else if (multiplied && raster.getNumBands() >= 4) {
      divided(raster, rgb);
    } else if (!indexed && raster.getSampleModel() instanceof ComponentSampleModel) {
      samples(raster, rgb);
    } else {
      colours(image, rgb);
    }
  }

  private static void compact(byte[] data, int stride, int[] offsets, int count) {
    for (int i = 0, o = 0; o < 3 * count; i += stride, o += 3) {
      byte red = data[i + offsets[0]];
      byte green = data[i + offsets[1]];
      byte blue = data[i + offsets[2]];
      data[o] = red;
      data[o + 1] = green;
      data[o + 2] = blue;
    }
  }

  /**
   * Grey or colour samples of 8 or 16 bits. Of 16 the high byte counts; grey alone is clipped to 0
   * to 255, as Pillow does it, where heights below zero are common.
   */
  private static void samples(WritableRaster raster, byte[] rgb) {
    int width = raster.getWidth();
    int bands = raster.getNumBands();
    boolean clipped = bands == 1;
    int shift = raster.getTransferType() == DataBuffer.TYPE_BYTE || clipped ? 0 : 8;
    int step = bands >= 3 ? 1 : 0;
    int[] row = new int[width * bands];
    int o = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
      for (int i = 0; clipped && i < row.length; i++) {
        row[i] = Math.max(0, Math.min(row[i], 255));
      }
      for (int i = 0; i < row.length; i += bands) {
        rgb[o++] = (byte) (row[i] >> shift);
        rgb[o++] = (byte) (row[i + step] >> shift);
        rgb[o++] = (byte) (row[i + 2 * step] >> shift);
      }
    }
  }

  private static void looked(WritableRaster raster, byte[] palette, byte[] rgb) {
    int[] row = new int[raster.getWidth()];
    int o = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getSamples(raster.getMinX(), raster.getMinY() + y, row.length, 1, 0, row);
      for (int index : row) {
        System.arraycopy(palette, 3 * index, rgb, o, 3);
        o += 3;
      }
    }
  }

  private static void inks(WritableRaster raster, byte[] rgb) {
    int bands = raster.getNumBands();
    int[] row = new int[bands * raster.getWidth()];
    byte[] inverted = new byte[4 * raster.getWidth()];
    int o = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      highBytes(raster, y, row);
      for (int i = 0; i < inverted.length; i++) {
        inverted[i] = (byte) ~row[i / 4 * bands + i % 4];
      }
      ColorConversions.invertedCmykToRgb(inverted, raster.getWidth());
      System.arraycopy(inverted, 0, rgb, o, 3 * raster.getWidth());
      o += 3 * raster.getWidth();
    }
  }

  private static void divided(WritableRaster raster, byte[] rgb) {
    int bands = raster.getNumBands();
    int[] row = new int[bands * raster.getWidth()];
    int o = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      highBytes(raster, y, row);
      for (int i = 0; i < row.length; i += bands) {
        int alpha = row[i + 3];
        for (int band = 0; band < 3; band++) {
          rgb[o++] = (byte) (alpha == 0 ? 0 : Math.min(255, 255 * row[i + band] / alpha));
        }
      }
    }
  }

  /** A row's samples, the high byte of those of sixteen bits. */
  private static void highBytes(WritableRaster raster, int y, int[] row) {
    raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
    int shift = raster.getTransferType() == DataBuffer.TYPE_BYTE ? 0 : 8;
    for (int i = 0; shift > 0 && i < row.length; i++) {
      row[i] >>= shift;
    }
  }

  private static void colours(BufferedImage image, byte[] rgb) {
    int width = image.getWidth();
    int[] row = new int[width];
    int o = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int argb : row) {
        rgb[o++] = (byte) (argb >> 16);
        rgb[o++] = (byte) (argb >> 8);
        rgb[o++] = (byte) argb;
      }
    }
  }
}
