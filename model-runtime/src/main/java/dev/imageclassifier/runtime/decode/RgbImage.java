package dev.imageclassifier.runtime.decode;

/**
 * A decoded picture, upright, three bytes a pixel.
 *
 * <p>The array is not copied: whoever holds the picture owns it, and it may belong to a reader that
 * overwrites it on its next read (see {@link ImageDecoder}).
 *
 * @param width pixels in a row, 1 or more
 * @param height rows, 1 or more
 * @param rgb row after row, R G B, at least {@code 3 * width * height} bytes; longer when reused
 */
@SuppressWarnings(
    "ArrayRecordComponent") // identity is never asked for; a copy would cost megabytes
public record RgbImage(int width, int height, byte[] rgb) {

  /** Refuses an array that is too short. */
  public RgbImage {
    if (width < 1 || height < 1 || rgb.length < 3L * width * height) {
      throw new IllegalArgumentException(
          "a picture of " + width + "x" + height + " in " + rgb.length + " bytes");
    }
  }

  /** Names the dimensions only. */
  @Override
  public String toString() {
    return "RgbImage[" + width + "x" + height + "]";
  }
}
