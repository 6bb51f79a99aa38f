package dev.imageclassifier.runtime.decode.tiff;

import dev.imageclassifier.runtime.decode.codec.Codec;
import dev.imageclassifier.runtime.decode.codec.Damage;
import dev.imageclassifier.runtime.decode.codec.ImageFormatException;
import dev.imageclassifier.runtime.decode.codec.OpenedImage;
import java.util.Set;

/**
 * TIFF. Decodes the first image of a file with the JDK's reader, after rejecting files that the
 * reader does not support or decodes to wrong colours.
 */
public final class TiffCodec implements Codec {
  /** None, three fax encodings, LZW, JPEG, two values for Deflate, PackBits. */
  private static final Set<Long> COMPRESSIONS =
      Set.of(
          1L,
          2L,
          3L,
          4L,
          TiffDirectory.LZW,
          TiffDirectory.JPEG,
          TiffDirectory.DEFLATE,
          TiffDirectory.OLD_DEFLATE,
          32_773L);

  private static final Set<Long> COMPRESSIONS_WITH_PREDICTOR =
      Set.of(TiffDirectory.LZW, TiffDirectory.DEFLATE, TiffDirectory.OLD_DEFLATE);
  private static final Set<Long> DEPTHS = Set.of(1L, 2L, 4L, 8L, 16L, 32L, 64L);
  private static final int MAX_SAMPLES = 5;
  private static final int MAX_BITS_PER_PIXEL = 64;

  /** Number of tile pixels that is allowed for every image size. */
  private static final long ALWAYS_ALLOWED_TILE_PIXELS = 1 << 20;

  @Override
  public OpenedImage open(byte[] file, Damage damage) throws ImageFormatException {
    TiffDirectory directory = TiffDirectory.parse(file);
    checkSupported(directory);
    checkTileSize(directory);
    return new TiffImage(directory);
  }

  private static void checkSupported(TiffDirectory tiff) throws ImageFormatException {
    boolean jpeg = tiff.compression == TiffDirectory.JPEG;
    if (!COMPRESSIONS.contains(tiff.compression)) {
      throw unsupported("compression %d".formatted(tiff.compression));
    }
    if (tiff.photometric >= TiffDirectory.CIE_LAB
        || (jpeg && tiff.photometric == TiffDirectory.CMYK)) {
      throw unsupported("color model %d".formatted(tiff.photometric));
    }
    boolean wrongJpegSamples = jpeg && tiff.samples != 1 && tiff.samples != 3;
    if (wrongJpegSamples || (tiff.photometric == TiffDirectory.PALETTE && tiff.samples != 1)) {
      throw unsupported(
          "compression %d with color model %d and %d samples"
              .formatted(tiff.compression, tiff.photometric, tiff.samples));
    }
    if (!DEPTHS.contains(tiff.bits)) {
      throw unsupported("%d bits per sample".formatted(tiff.bits));
    }
    boolean predicted =
        tiff.predictor > 1 && COMPRESSIONS_WITH_PREDICTOR.contains(tiff.compression);
    if (predicted && tiff.bits != 8) {
      throw unsupported("predictor %d for %d bits".formatted(tiff.predictor, tiff.bits));
    }
    if (tiff.samples > MAX_SAMPLES || tiff.bits * tiff.samples > MAX_BITS_PER_PIXEL) {
      throw unsupported("%d samples of %d bits".formatted(tiff.samples, tiff.bits));
    }
  }

  private static ImageFormatException unsupported(String feature) {
    return ImageFormatException.unsupported("Unsupported TIFF feature: " + feature);
  }

  private static void checkTileSize(TiffDirectory tiff) throws ImageFormatException {
    long tilePixels = tiff.tileWidth * tiff.tileHeight;
    if (tilePixels > ALWAYS_ALLOWED_TILE_PIXELS && tilePixels > 4 * tiff.width * tiff.height) {
      throw ImageFormatException.corrupt(
          "TIFF tile size %dx%d is much larger than the image"
              .formatted(tiff.tileWidth, tiff.tileHeight));
    }
  }
}
