package dev.imageclassifier.runtime.decode;

import java.io.IOException;
import javax.imageio.ImageReader;

/** BMP through the JDK's reader. Needs up to 7 bytes a pixel. */
final class BmpCodec implements Codec {
  private static final int CORE_HEADER = 12;
  private static final int INFO_HEADER = 40;
  private static final int OS2_HEADER = 64;
  private static final int MOST_HEADER = 124;

  /** Raw, two kinds of run lengths, and bit masks; the others are whole JPEG and PNG files. */
  private static final int MOST_COMPRESSION = 3;

  @Override
  public Header header(byte[] file, Damage damage) throws BrokenPicture {
    long size = Bytes.u32le(file, 14);
    if (size == CORE_HEADER) {
      return Header.of(Bytes.u16le(file, 18), Bytes.u16le(file, 20)).withCost(7, 0);
    }
    if (size == OS2_HEADER) {
      throw BrokenPicture.unsupported("a BMP of OS/2 version 2 is not read");
    }
    if (size < INFO_HEADER || size > MOST_HEADER) {
      throw BrokenPicture.corrupt("the BMP header states its own size as " + size + " bytes");
    }
    long width = (int) Bytes.u32le(file, 18);
    long height = (int) Bytes.u32le(file, 22);
    long compression = Bytes.u32le(file, 30);
    if (compression > MOST_COMPRESSION) {
      throw BrokenPicture.unsupported("a BMP of compression " + compression + " is not read");
    }
    long profile = size == MOST_HEADER ? Math.min(Bytes.u32le(file, 14 + 116), file.length) : 0;
    return Header.of(width, Math.abs(height))
        .withMetadata(0, profile, ExifOrientation.UPRIGHT)
        .withCost(Bytes.u16le(file, 28) == 24 ? 3 : 7, 0);
  }

  @Override
  public void decode(byte[] file, Header header, Pixels pixels, Damage damage)
      throws IOException, BrokenPicture {
    ImageReader reader = ImageReaders.named("bmp", "com.sun.imageio.");
    ByteArrayImageStream stream = new ByteArrayImageStream(file, file.length);
    try (stream) {
      reader.setInput(stream, true, true);
      reader.addIIOReadWarningListener(ImageReaders.noting(damage));
      BufferedImages.toRgb(reader.read(0), null, false, pixels);
    } catch (IOException | RuntimeException e) {
      damage.stoppedAt(stream.position());
      throw e;
    } finally {
      reader.dispose();
    }
  }
}
