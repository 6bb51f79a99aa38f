package dev.imageclassifier.runtime.decode;

import java.awt.image.BufferedImage;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;

/** Moves the pixels of a decoder's own picture into ours; alpha is dropped, not composited. */
final class BufferedImages {
  private BufferedImages() {}

  /** The picture's pixels as RGB: in its own array where it has one byte a sample. */
  static void toRgb(BufferedImage image, Pixels pixels) throws BrokenPicture {
    WritableRaster raster = image.getRaster();
    int width = image.getWidth();
    int height = image.getHeight();
    boolean indexed = image.getColorModel() instanceof IndexColorModel;
    if (!indexed
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
    if (!indexed && raster.getSampleModel() instanceof ComponentSampleModel) {
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
   * Grey or colour samples of 8 or 16 bits. Of 16 the high byte counts; grey alone is clipped at
   * 255, as Pillow does it.
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
        row[i] = Math.min(row[i], 255);
      }
      for (int i = 0; i < row.length; i += bands) {
        rgb[o++] = (byte) (row[i] >> shift);
        rgb[o++] = (byte) (row[i + step] >> shift);
        rgb[o++] = (byte) (row[i + 2 * step] >> shift);
      }
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
