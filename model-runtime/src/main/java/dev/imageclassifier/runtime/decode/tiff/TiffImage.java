package dev.imageclassifier.runtime.decode.tiff;

import dev.imageclassifier.runtime.decode.codec.BufferedImageConverter;
import dev.imageclassifier.runtime.decode.codec.Damage;
import dev.imageclassifier.runtime.decode.codec.ImageFormatException;
import dev.imageclassifier.runtime.decode.codec.ImageHeader;
import dev.imageclassifier.runtime.decode.codec.ImageIoReaders;
import dev.imageclassifier.runtime.decode.codec.MemoryCost;
import dev.imageclassifier.runtime.decode.codec.OpenedImage;
import dev.imageclassifier.runtime.decode.codec.PixelBuffer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.imageio.event.IIOReadWarningListener;

/** A parsed TIFF file. */
final class TiffImage implements OpenedImage {
  /** Warnings that do not affect the pixels. Colour profiles are ignored anyway. */
  private static final Pattern HARMLESS_WARNING =
      Pattern.compile("REFERENCE_BLACK_WHITE|resetting to|ICC profile|should begin with EOL");

  private static final int MAX_WARNINGS = 1_000;

  private final TiffDirectory directory;
  private final ImageHeader header;

  TiffImage(TiffDirectory directory) {
    this.directory = directory;
    this.header = directory.header();
  }

  @Override
  public ImageHeader header() {
    return header;
  }

  /** RGB, and the reader's image. */
  @Override
  public MemoryCost cost() {
    long bits = directory.bits * directory.samples;
    return new MemoryCost(3 + (int) Math.max(1, (bits + 7) / 8), 0);
  }

  @Override
  public void decode(PixelBuffer pixels, Damage damage) throws IOException, ImageFormatException {
    new TiffSegments(directory).check(damage);
    boolean colorJpeg = directory.compression == TiffDirectory.JPEG && directory.samples == 3;
    byte[] file = colorJpeg ? TiffJpegColorMarker.addTo(directory) : directory.file;
    BufferedImage image = ImageIoReaders.read("tiff", file, warningListener(damage), damage);
    boolean cmyk = directory.photometric == TiffDirectory.CMYK && directory.samples >= 4;
    BufferedImageConverter.toRgb(image, directory.palette(), cmyk, pixels);
  }

  /** Records warnings as damage. Gives up after many warnings, because each one costs time. */
  private static IIOReadWarningListener warningListener(Damage damage) {
    AtomicInteger count = new AtomicInteger();
    return (source, warning) -> {
      if (!HARMLESS_WARNING.matcher(warning).find()) {
        ImageIoReaders.recordWarning(warning, damage);
        if (count.incrementAndGet() > MAX_WARNINGS) {
          throw new CancellationException("more than %d warnings".formatted(MAX_WARNINGS));
        }
      }
    };
  }
}
