package dev.imageclassifier.runtime.decode;

import java.io.IOException;
import javax.imageio.ImageReader;

/** The first picture of a TIFF through the JDK's reader. Needs up to 11 bytes a pixel. */
final class TiffCodec implements Codec {
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int SAMPLES_PER_PIXEL = 277;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_HEIGHT = 323;
  private static final int TYPE_SHORT = 3;
  private static final int MOST_SAMPLES = 5;

  @Override
  public Header header(byte[] file, Damage damage) throws BrokenPicture {
    boolean little = file[0] == 'I';
    long directory = u32(file, 4, little);
    int entries = u16(file, directory, little);
    long width = 0;
    long height = 0;
    long largestTile = 0;
    for (int i = 0; i < entries; i++) {
      long entry = directory + 2 + 12L * i;
      int tag = u16(file, entry, little);
      long value =
          u16(file, entry + 2, little) == TYPE_SHORT
              ? u16(file, entry + 8, little)
              : u32(file, entry + 8, little);
      switch (tag) {
        case WIDTH -> width = value;
        case HEIGHT -> height = value;
        case TILE_WIDTH, TILE_HEIGHT -> largestTile = Math.max(largestTile, value);
        case SAMPLES_PER_PIXEL -> {
          if (value > MOST_SAMPLES) {
            throw BrokenPicture.unsupported("a TIFF of " + value + " samples a pixel is not read");
          }
        }
        default -> {}
      }
    }
    if (largestTile > 2 * Math.max(Math.max(width, height), 1024)) {
      throw BrokenPicture.corrupt(
          "the TIFF states tiles of " + largestTile + " pixels a side, larger than its picture");
    }
    return new Header(width, height, 0, ExifOrientation.of(file, 0, file.length));
  }

  @Override
  public void decode(byte[] file, Header header, int wantedShortSide, Pixels pixels, Damage damage)
      throws IOException, BrokenPicture {
    ImageReader reader = ImageReaders.named("tiff", "com.sun.imageio.");
    try (ByteArrayImageStream stream = new ByteArrayImageStream(file, file.length)) {
      reader.setInput(stream, true, true);
      reader.addIIOReadWarningListener(ImageReaders.noting(damage));
      BufferedImages.toRgb(reader.read(0), pixels);
    } finally {
      reader.dispose();
    }
  }

  private static int u16(byte[] file, long at, boolean little) throws BrokenPicture {
    return little ? Bytes.u16le(file, at) : Bytes.u16be(file, at);
  }

  private static long u32(byte[] file, long at, boolean little) throws BrokenPicture {
    return little ? Bytes.u32le(file, at) : Bytes.u32be(file, at);
  }
}
