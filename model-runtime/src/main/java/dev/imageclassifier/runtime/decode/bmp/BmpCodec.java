package dev.imageclassifier.runtime.decode.bmp;

import dev.imageclassifier.runtime.decode.codec.BufferedImageConverter;
import dev.imageclassifier.runtime.decode.codec.Bytes;
import dev.imageclassifier.runtime.decode.codec.Codec;
import dev.imageclassifier.runtime.decode.codec.Damage;
import dev.imageclassifier.runtime.decode.codec.ExifOrientation;
import dev.imageclassifier.runtime.decode.codec.ImageFormatException;
import dev.imageclassifier.runtime.decode.codec.ImageHeader;
import dev.imageclassifier.runtime.decode.codec.ImageIoReaders;
import dev.imageclassifier.runtime.decode.codec.MemoryCost;
import dev.imageclassifier.runtime.decode.codec.OpenedImage;
import dev.imageclassifier.runtime.decode.codec.PixelBuffer;
import java.io.IOException;

/** BMP, decoded by the JDK's reader. */
public final class BmpCodec implements Codec {
  private static final int CORE_HEADER_BYTES = 12;
  private static final int INFO_HEADER_BYTES = 40;
  private static final int OS2_HEADER_BYTES = 64;
  private static final int V5_HEADER_BYTES = 124;

  /** None, RLE8, RLE4 and bit fields. Higher values denote embedded JPEG and PNG files. */
  private static final int MAX_COMPRESSION = 3;

  private static final int TRUE_COLOR_BITS = 24;

  @Override
  public OpenedImage open(byte[] file, Damage damage) throws ImageFormatException {
    long headerBytes = Bytes.u32le(file, 14);
    if (headerBytes == CORE_HEADER_BYTES) {
      return new BmpImage(
          file,
          new ImageHeader(
              Bytes.u16le(file, 18), Bytes.u16le(file, 20), 1, ImageHeader.Metadata.NONE),
          BmpImage.CONVERTED);
    }
    if (headerBytes == OS2_HEADER_BYTES) {
      throw ImageFormatException.unsupported("Unsupported BMP version: OS/2 2.x");
    }
    if (headerBytes < INFO_HEADER_BYTES || headerBytes > V5_HEADER_BYTES) {
      throw ImageFormatException.corrupt(
          "Invalid BMP header size of %d bytes".formatted(headerBytes));
    }
    long width = (int) Bytes.u32le(file, 18);
    long height = (int) Bytes.u32le(file, 22);
    int bitsPerPixel = Bytes.u16le(file, 28);
    long compression = Bytes.u32le(file, 30);
    if (compression > MAX_COMPRESSION) {
      throw ImageFormatException.unsupported(
          "Unsupported BMP compression: %d".formatted(compression));
    }
    long profileBytes =
        headerBytes == V5_HEADER_BYTES ? Math.min(Bytes.u32le(file, 14 + 116), file.length) : 0;
    return new BmpImage(
        file,
        new ImageHeader(
            width,
            Math.abs(height),
            1,
            new ImageHeader.Metadata(0, profileBytes, ExifOrientation.UPRIGHT)),
        bitsPerPixel == TRUE_COLOR_BITS ? MemoryCost.RGB_ONLY : BmpImage.CONVERTED);
  }

  /** A BMP file whose header was parsed. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record BmpImage(byte[] file, ImageHeader header, MemoryCost cost) implements OpenedImage {
    /** The reader's image, of up to 4 bytes per pixel, and the converted one. */
    private static final MemoryCost CONVERTED = new MemoryCost(7, 0);

    @Override
    public void decode(PixelBuffer pixels, Damage damage) throws IOException, ImageFormatException {
      BufferedImageConverter.toRgb(
          ImageIoReaders.read(
              "bmp",
              file,
              (source, warning) -> ImageIoReaders.recordWarning(warning, damage),
              damage),
          null,
          false,
          pixels);
    }
  }
}
