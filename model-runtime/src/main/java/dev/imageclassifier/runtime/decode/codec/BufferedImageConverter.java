package dev.imageclassifier.runtime.decode.codec;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;

/**
 * Converts images of ImageIO readers to RGB. Alpha is dropped and not composited. Premultiplied
 * colours are divided by alpha, as in Pillow.
 */
public final class BufferedImageConverter {
  private BufferedImageConverter() {}

  /**
   * Writes the pixels as RGB. Reuses the image's own array if its samples are bytes.
   *
   * @param palette R, G, B of each index if the file defines them more exactly than the image;
   *     otherwise null
   * @param cmyk whether the first four samples are C, M, Y, K
   */
  public static void toRgb(BufferedImage image, byte[] palette, boolean cmyk, PixelBuffer pixels)
      throws ImageFormatException {
    WritableRaster raster = image.getRaster();
    int width = image.getWidth();
    int height = image.getHeight();
    ColorModel colorModel = image.getColorModel();
    boolean indexed = colorModel instanceof IndexColorModel;
    boolean premultiplied = colorModel.hasAlpha() && colorModel.isAlphaPremultiplied();
    if (!indexed
        && !cmyk
        && !premultiplied
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
    byte[] rgb = pixels.reserve(width, height);
    if (indexed && palette != null) {
      convertIndexed(raster, palette, rgb);
    } else if (cmyk && raster.getNumBands() >= 4) {
      convertCmyk(raster, rgb);
    } else if (premultiplied && raster.getNumBands() >= 4) {
      convertPremultiplied(raster, rgb);
    } else if (!indexed && raster.getSampleModel() instanceof ComponentSampleModel) {
      convertSamples(raster, rgb);
    } else {
      convertWithColorModel(image, rgb);
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
   * Converts gray or RGB samples of 8 or 16 bits. RGB samples of 16 bits are reduced to their high
   * byte. Gray samples are clipped to 0…255, as in Pillow. Elevation data has negative ones.
   */
  private static void convertSamples(WritableRaster raster, byte[] rgb) {
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

  private static void convertIndexed(WritableRaster raster, byte[] palette, byte[] rgb) {
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

  private static void convertCmyk(WritableRaster raster, byte[] rgb) {
    int bands = raster.getNumBands();
    int[] row = new int[bands * raster.getWidth()];
    byte[] inverted = new byte[4 * raster.getWidth()];
    int o = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      readHighBytes(raster, y, row);
      for (int i = 0; i < inverted.length; i++) {
        inverted[i] = (byte) ~row[i / 4 * bands + i % 4];
      }
      ColorConversions.invertedCmykToRgb(inverted, raster.getWidth());
      System.arraycopy(inverted, 0, rgb, o, 3 * raster.getWidth());
      o += 3 * raster.getWidth();
    }
  }

  private static void convertPremultiplied(WritableRaster raster, byte[] rgb) {
    int bands = raster.getNumBands();
    int[] row = new int[bands * raster.getWidth()];
    int o = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      readHighBytes(raster, y, row);
      for (int i = 0; i < row.length; i += bands) {
        int alpha = row[i + 3];
        for (int band = 0; band < 3; band++) {
          rgb[o++] = (byte) (alpha == 0 ? 0 : Math.min(255, 255 * row[i + band] / alpha));
        }
      }
    }
  }

  /** Reads the samples of a row. Samples of 16 bits are reduced to their high byte. */
  private static void readHighBytes(WritableRaster raster, int y, int[] row) {
    raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
    int shift = raster.getTransferType() == DataBuffer.TYPE_BYTE ? 0 : 8;
    for (int i = 0; shift > 0 && i < row.length; i++) {
      row[i] >>= shift;
    }
  }

  private static void convertWithColorModel(BufferedImage image, byte[] rgb) {
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
