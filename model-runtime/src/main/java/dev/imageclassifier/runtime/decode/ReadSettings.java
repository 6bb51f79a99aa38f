package dev.imageclassifier.runtime.decode;

import java.util.EnumSet;
import java.util.Set;

/**
 * What is read and what is refused.
 *
 * @param maxBytes most encoded bytes, at least 1
 * @param maxPixels most pixels (width × height) that a header may state, at least 1
 * @param maxSide longest side that a header may state, in pixels, at least 1
 * @param maxFrames most frames of an animation or pages, of which the first is read, at least 1
 * @param maxMetadataBytes most bytes of metadata without the colour profile, at least 1
 * @param maxProfileBytes most bytes of colour profile, at least 1
 * @param formats formats that are read
 * @param applyOrientation whether EXIF orientation turns the picture upright
 * @param damaged what becomes of pictures that decode with warnings
 * @param wholeJpegs whether large JPEGs are decoded whole too, and never at a reduced size
 */
public record ReadSettings(
    int maxBytes,
    long maxPixels,
    int maxSide,
    int maxFrames,
    int maxMetadataBytes,
    int maxProfileBytes,
    Set<ImageFormat> formats,
    boolean applyOrientation,
    DamagedPolicy damaged,
    boolean wholeJpegs) {

  /**
   * 10 MiB, 50 megapixels, 16,384 pixels a side, 10,000 frames, 4 MiB of metadata; JPEG, PNG, WebP
   * and GIF; upright; undamaged; large JPEGs reduced.
   */
  public static final ReadSettings DEFAULTS =
      new ReadSettings(
          10 * 1024 * 1024,
          50_000_000L,
          16_384,
          10_000,
          4 * 1024 * 1024,
          4 * 1024 * 1024,
          EnumSet.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.WEBP, ImageFormat.GIF),
          true,
          DamagedPolicy.DEAD_LETTER,
          false);

  /** What becomes of pictures that decode with warnings: refused, or accepted and marked. */
  public enum DamagedPolicy {
    DEAD_LETTER,
    ACCEPT
  }

  /** Checks each bound. */
  public ReadSettings {
    requirePositive("maxBytes", maxBytes);
    requirePositive("maxPixels", maxPixels);
    requirePositive("maxSide", maxSide);
    requirePositive("maxFrames", maxFrames);
    requirePositive("maxMetadataBytes", maxMetadataBytes);
    requirePositive("maxProfileBytes", maxProfileBytes);
    if (formats.isEmpty()) {
      throw new IllegalArgumentException("formats is empty: name at least one picture format");
    }
    formats = Set.copyOf(formats);
  }

  private static void requirePositive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + ": it must be 1 or more");
    }
  }
}
