package dev.imageclassifier.runtime.decode;

import java.io.IOException;
import javax.imageio.ImageReader;

/** BMP through the JDK's reader. Needs up to 7 bytes a pixel. */
final class BmpCodec implements Codec {
  private static final int CORE_HEADER = 12;
  private static final int INFO_HEADER = 40;
  private static final int MOST_HEADER = 124;

  @Override
  public Header header(byte[] file, Damage damage) throws BrokenPicture {
    long size = Bytes.u32le(file, 14);
    if (size == CORE_HEADER) {
      return new Header(Bytes.u16le(file, 18), Bytes.u16le(file, 20), 0, ExifOrientation.UPRIGHT);
    }
    if (size < INFO_HEADER || size > MOST_HEADER) {
      throw BrokenPicture.corrupt("the BMP header states its own size as " + size + " bytes");
    }
    long height = (int) Bytes.u32le(file, 22);
    long width = (int) Bytes.u32le(file, 18);
    return new Header(width, Math.abs(height), 0, ExifOrientation.UPRIGHT);
  }

  @Override
  public void decode(byte[] file, Header header, int wantedShortSide, Pixels pixels, Damage damage)
      throws IOException, BrokenPicture {
    ImageReader reader = ImageReaders.named("bmp", "com.sun.imageio.");
    try (ByteArrayImageStream stream = new ByteArrayImageStream(file, file.length)) {
      reader.setInput(stream, true, true);
      reader.addIIOReadWarningListener(ImageReaders.noting(damage));
      BufferedImages.toRgb(reader.read(0), pixels);
    } finally {
      reader.dispose();
    }
  }
}
