package dev.imageclassifier.runtime.decode.codec;

import dev.imageclassifier.contract.DeadLetterReason;

/**
 * The destination of decoded RGB pixels. Reuses one array for images of ordinary size. The array of
 * a larger image is dropped on {@link #release}, so that one panorama does not occupy the heap for
 * the lifetime of a thread.
 */
public final class PixelBuffer {
  private static final long MEGABYTE = 1_000_000;

  /** Largest array that is kept between images: 12 megapixels, less if the heap is small. */
  public static final int MAX_RETAINED_BYTES =
      (int) Math.min(36 * MEGABYTE, Math.max(MEGABYTE, Runtime.getRuntime().maxMemory() / 64));

  private byte[] retained = new byte[0];
  private byte[] rgb = retained;
  private int width;
  private int height;

  /**
   * Returns an array for an image of this size. It contains arbitrary bytes, so that the caller
   * must write every pixel.
   *
   * @throws ImageFormatException if the pixels do not fit into one array
   */
  public byte[] reserve(long imageWidth, long imageHeight) throws ImageFormatException {
    long bytes = 3 * imageWidth * imageHeight;
    if (bytes > Integer.MAX_VALUE - 8) {
      throw new ImageFormatException(
          DeadLetterReason.TOO_MANY_PIXELS,
          "An image of %dx%d pixels does not fit into one array"
              .formatted(imageWidth, imageHeight));
    }
    if (bytes > rgb.length) {
      rgb = new byte[(int) bytes];
      if (bytes <= MAX_RETAINED_BYTES) {
        retained = rgb;
      }
    }
    width = (int) imageWidth;
    height = (int) imageHeight;
    return rgb;
  }

  /** Replaces the array with one that already holds an image. */
  public void adopt(int imageWidth, int imageHeight, byte[] pixels) {
    width = imageWidth;
    height = imageHeight;
    rgb = pixels;
  }

  /** Width of the image, pixels. */
  public int width() {
    return width;
  }

  /** Height of the image, pixels. */
  public int height() {
    return height;
  }

  /** The pixels, row by row, three bytes each. The array may be longer than the image. */
  public byte[] rgb() {
    return rgb;
  }

  /** Drops the array of a large image. */
  public void release() {
    rgb = retained;
  }
}
