package dev.imageclassifier.runtime.decode;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Limits and options of an {@link ImageDecoder}. Images above a limit are rejected before their
 * pixels are decoded. Create instances with {@link #builder}.
 *
 * @param maxBytes maximum size of the encoded file, bytes
 * @param maxPixels maximum width × height in the image header, pixels
 * @param maxSide maximum width and maximum height in the image header, pixels
 * @param maxFrames maximum number of animation frames or pages; only the first is decoded
 * @param maxMetadataBytes maximum size of the metadata without the colour profile, bytes
 * @param maxProfileBytes maximum size of the colour profile, bytes
 * @param formats the formats to decode; all others are rejected
 * @param applyOrientation whether to rotate images according to their EXIF orientation
 * @param damaged what to do with images that decode with warnings
 * @param fullSizeJpegs whether to decode large progressive JPEGs at full size instead of a reduced
 *     size
 */
public record DecodeSettings(
    int maxBytes,
    long maxPixels,
    int maxSide,
    int maxFrames,
    int maxMetadataBytes,
    int maxProfileBytes,
    Set<ImageFormat> formats,
    boolean applyOrientation,
    DamagedPolicy damaged,
    boolean fullSizeJpegs) {

  /** The default settings. */
  public static final DecodeSettings DEFAULTS = builder().build();

  /** What to do with images that decode with warnings. */
  public enum DamagedPolicy {
    /** Reject them. */
    DEAD_LETTER,
    /** Return them, marked as damaged. */
    ACCEPT
  }

  /**
   * Validates all properties.
   *
   * @throws IllegalArgumentException listing every invalid property and its value
   */
  public DecodeSettings {
    List<String> problems = new ArrayList<>();
    checkPositive(problems, "maxBytes", maxBytes);
    checkPositive(problems, "maxPixels", maxPixels);
    checkPositive(problems, "maxSide", maxSide);
    checkPositive(problems, "maxFrames", maxFrames);
    checkPositive(problems, "maxMetadataBytes", maxMetadataBytes);
    checkPositive(problems, "maxProfileBytes", maxProfileBytes);
    if (formats.isEmpty()) {
      problems.add("formats is empty: at least one image format is required");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    formats = Set.copyOf(formats);
  }

  /** Returns a builder that holds the default of every property. */
  public static Builder builder() {
    return new Builder();
  }

  private static void checkPositive(List<String> problems, String name, long value) {
    if (value < 1) {
      problems.add("%s is %d: must be at least 1".formatted(name, value));
    }
  }

  /** Builds {@link DecodeSettings}. Not thread-safe. */
  public static final class Builder {
    private int maxBytes = 10 * 1024 * 1024;
    private long maxPixels = 50_000_000L;
    private int maxSide = 16_384;
    private int maxFrames = 10_000;
    private int maxMetadataBytes = 4 * 1024 * 1024;
    private int maxProfileBytes = 4 * 1024 * 1024;
    private Set<ImageFormat> formats =
        EnumSet.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.WEBP, ImageFormat.GIF);
    private boolean applyOrientation = true;
    private DamagedPolicy damaged = DamagedPolicy.DEAD_LETTER;
    private boolean fullSizeJpegs;

    private Builder() {}

    public Builder maxBytes(int bytes) {
      maxBytes = bytes;
      return this;
    }

    public Builder maxPixels(long pixels) {
      maxPixels = pixels;
      return this;
    }

    public Builder maxSide(int pixels) {
      maxSide = pixels;
      return this;
    }

    public Builder maxFrames(int frames) {
      maxFrames = frames;
      return this;
    }

    public Builder maxMetadataBytes(int bytes) {
      maxMetadataBytes = bytes;
      return this;
    }

    public Builder maxProfileBytes(int bytes) {
      maxProfileBytes = bytes;
      return this;
    }

    public Builder formats(Set<ImageFormat> accepted) {
      formats = accepted;
      return this;
    }

    public Builder applyOrientation(boolean apply) {
      applyOrientation = apply;
      return this;
    }

    public Builder damaged(DamagedPolicy policy) {
      damaged = policy;
      return this;
    }

    public Builder fullSizeJpegs(boolean fullSize) {
      fullSizeJpegs = fullSize;
      return this;
    }

    /**
     * Builds the settings.
     *
     * @throws IllegalArgumentException listing every invalid property and its value
     */
    public DecodeSettings build() {
      return new DecodeSettings(
          maxBytes,
          maxPixels,
          maxSide,
          maxFrames,
          maxMetadataBytes,
          maxProfileBytes,
          formats,
          applyOrientation,
          damaged,
          fullSizeJpegs);
    }
  }
}
