package dev.imageclassifier.runtime.decode;

import java.io.IOException;
import javax.imageio.ImageReader;

/** The first picture of a TIFF through the JDK's reader. Needs up to 11 bytes a pixel. */
final class TiffCodec implements Codec {
  private static final int MOST_SAMPLES = 5;
  private static final int MOST_BITS = 64;

  /** Pixels of a tile that any picture may have, however small it is. */
  private static final long FREE_TILE = 1 << 20;

  @Override
  public Header header(byte[] file, Damage damage) throws BrokenPicture {
    TiffLayout layout = TiffLayout.of(file);
    long bits = layout.bits * layout.samples;
    if (layout.samples > MOST_SAMPLES || bits > MOST_BITS) {
      throw BrokenPicture.unsupported(
          "a TIFF of " + layout.samples + " samples of " + layout.bits + " bits is not read");
    }
    long tile = layout.tileWidth * layout.tileHeight;
    if (tile > FREE_TILE && tile > 4 * layout.width * layout.height) {
      throw BrokenPicture.corrupt(
          String.format(
              "the TIFF states tiles of %dx%d pixels, much larger than its picture",
              layout.tileWidth, layout.tileHeight));
    }
    return Header.of(layout.width, layout.height)
        .withFrames(layout.frames)
        .withMetadata(
            layout.metadataBytes, layout.profileBytes, ExifOrientation.of(file, 0, file.length))
        .withCost(3 + (int) Math.max(1, (bits + 7) / 8), 0);
  }

  @Override
  public void decode(byte[] file, Header header, int wantedShortSide, Pixels pixels, Damage damage)
      throws IOException, BrokenPicture {
    TiffLayout.of(file).checkData(damage);
    ImageReader reader = ImageReaders.named("tiff", "com.sun.imageio.");
    try (ByteArrayImageStream stream = new ByteArrayImageStream(file, file.length)) {
      reader.setInput(stream, true, true);
      reader.addIIOReadWarningListener(ImageReaders.noting(damage));
      BufferedImages.toRgb(reader.read(0), pixels);
    } finally {
      reader.dispose();
    }
  }
}
