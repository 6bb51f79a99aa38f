package dev.imageclassifier.runtime.decode;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/** The first picture of a TIFF through the JDK's reader. Needs up to 11 bytes a pixel. */
final class TiffCodec implements Codec {
  private static final long JPEG = TiffParts.JPEG;
  private static final long LZW = 5;
  private static final long DEFLATE = 8;
  private static final long OLD_DEFLATE = 32_946;

  /** Raw, three of fax, LZW, JPEG, two of deflate, PackBits. */
  private static final Set<Long> COMPRESSIONS =
      Set.of(1L, 2L, 3L, 4L, LZW, JPEG, DEFLATE, OLD_DEFLATE, 32_773L);

  private static final Set<Long> PREDICTED = Set.of(LZW, DEFLATE, OLD_DEFLATE);
  private static final Set<Long> DEPTHS = Set.of(1L, 2L, 4L, 8L, 16L, 32L, 64L);
  private static final long PALETTE = 3;
  private static final long CMYK = 5;
  private static final long CIE_LAB = 8;

  /** What follows from nothing that is wrong with the pixels; profiles are ignored anyway. */
  private static final Pattern HARMLESS =
      Pattern.compile("REFERENCE_BLACK_WHITE|resetting to|ICC profile|should begin with EOL");

  private static final int MOST_WARNINGS = 1_000;
  private static final int MOST_SAMPLES = 5;
  private static final int MOST_BITS = 64;

  /** Pixels of a tile that any picture may have, however small it is. */
  private static final long FREE_TILE = 1 << 20;

  @Override
  public Header header(byte[] file, Damage damage) throws BrokenPicture {
    TiffLayout layout = TiffLayout.of(file);
    unsupported(layout);
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

  /** What the JDK's reader does not know, or gets other colours from than anybody else. */
  private static void unsupported(TiffLayout layout) throws BrokenPicture {
    long compression = layout.compression;
    boolean jpeg = compression == JPEG;
    if (!COMPRESSIONS.contains(compression)) {
      throw BrokenPicture.unsupported("a TIFF of compression " + compression + " is not read");
    }
    if (layout.photometric >= CIE_LAB || (layout.photometric == CMYK && jpeg)) {
      throw BrokenPicture.unsupported(
          "a TIFF of colour model " + layout.photometric + " is not read");
    }
    boolean oneOrThree = layout.samples == 1 || layout.samples == 3;
    if ((jpeg && !oneOrThree) || (layout.photometric == PALETTE && layout.samples != 1)) {
      throw BrokenPicture.unsupported(
          String.format(
              "a TIFF of compression %d, colour model %d and %d samples is not read",
              compression, layout.photometric, layout.samples));
    }
    if (!DEPTHS.contains(layout.bits)) {
      throw BrokenPicture.unsupported("a TIFF of " + layout.bits + " bits a sample is not read");
    }
    if (PREDICTED.contains(compression) && layout.predictor > 1 && layout.bits != 8) {
      throw BrokenPicture.unsupported(
          "a TIFF of predictor " + layout.predictor + " over " + layout.bits + " bits is not read");
    }
  }

  @Override
  public void decode(byte[] file, Header header, Pixels pixels, Damage damage)
      throws IOException, BrokenPicture {
    TiffLayout layout = TiffLayout.of(file);
    new TiffParts(layout).check(damage);
    ImageReader reader = ImageReaders.named("tiff", "com.sun.imageio.");
    byte[] readable =
        layout.compression == JPEG && layout.samples == 3 ? TiffJpegColours.stated(layout) : file;
    ByteArrayImageStream stream = new ByteArrayImageStream(readable, readable.length);
    try (stream) {
      reader.setInput(stream, true, true);
      reader.addIIOReadWarningListener(noting(damage));
      boolean cmyk = layout.photometric == CMYK && layout.samples >= 4;
      BufferedImages.toRgb(reader.read(0), layout.palette(), cmyk, pixels);
    } catch (IOException | RuntimeException e) {
      damage.stoppedAt(Math.min(stream.position(), file.length));
      throw e;
    } finally {
      reader.dispose();
    }
  }

  /** Notes what is damage; gives up where that does not end, since each warning costs time. */
  private static IIOReadWarningListener noting(Damage damage) {
    IIOReadWarningListener warnings = ImageReaders.noting(damage);
    AtomicInteger count = new AtomicInteger();
    return (source, warning) -> {
      if (!HARMLESS.matcher(warning).find()) {
        warnings.warningOccurred(source, warning);
        if (count.incrementAndGet() > MOST_WARNINGS) {
          throw new CancellationException("more than " + MOST_WARNINGS + " warnings");
        }
      }
    };
  }
}
