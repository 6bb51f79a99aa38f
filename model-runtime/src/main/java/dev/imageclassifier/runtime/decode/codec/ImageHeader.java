package dev.imageclassifier.runtime.decode.codec;

/**
 * The size and the metadata that a file declares for its image. All values are unchecked.
 *
 * @param width stored width, pixels
 * @param height stored height, pixels
 * @param frames number of frames or pages, as far as it is known without decoding
 * @param metadata the file's metadata
 */
public record ImageHeader(long width, long height, int frames, Metadata metadata) {

  /**
   * Metadata of an image.
   *
   * @param bytes size of the metadata without the colour profile
   * @param profileBytes size of the colour profile
   * @param orientation EXIF orientation, 1 to 8; 1 if missing or invalid
   */
  public record Metadata(long bytes, long profileBytes, int orientation) {

    /** No metadata. */
    public static final Metadata NONE = new Metadata(0, 0, ExifOrientation.UPRIGHT);
  }

  /** Number of stored pixels. */
  public long pixels() {
    return width * height;
  }
}
