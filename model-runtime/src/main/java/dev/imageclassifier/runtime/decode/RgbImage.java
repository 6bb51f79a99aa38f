package dev.imageclassifier.runtime.decode;

/**
 * A decoded, upright image with three bytes per pixel.
 *
 * <p>The array is not copied. It may belong to an {@link ImageDecoder} that overwrites it on its
 * next call.
 *
 * @param width pixels per row, at least 1
 * @param height rows, at least 1
 * @param rgb the pixels row by row, R G B, at least {@code 3 * width * height} bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy would cost megabytes
public record RgbImage(int width, int height, byte[] rgb) {

  /** Rejects an array that is too short. */
  public RgbImage {
    if (width < 1 || height < 1 || rgb.length < 3L * width * height) {
      throw new IllegalArgumentException(
          "An image of %dx%d pixels does not fit into %d bytes"
              .formatted(width, height, rgb.length));
    }
  }

  /** Returns the size without the pixels. */
  @Override
  public String toString() {
    return "RgbImage[%dx%d]".formatted(width, height);
  }
}
