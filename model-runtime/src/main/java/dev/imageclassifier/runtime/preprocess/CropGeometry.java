package dev.imageclassifier.runtime.preprocess;

/**
 * The crop window on one axis of the resized image.
 *
 * <p>The values equal those of TorchVision's {@code Resize} (functional.py, {@code
 * _compute_resized_output_size}) and {@code CenterCrop} (functional.py, {@code center_crop}).
 *
 * @param resized length of the axis after the resize, pixels
 * @param from first pixel of the resized axis inside the window
 * @param count pixels of the resized axis inside the window, at least 1
 * @param pad zeros before the first pixel, if the image is smaller than the crop
 */
record CropGeometry(int resized, int from, int count, int pad) {

  /**
   * Computes the window on one axis.
   *
   * @param length this axis of the image, pixels
   * @param other the other axis of the image, pixels
   * @param resizeShort the short side after the resize
   * @param crop this axis of the crop
   */
  static CropGeometry of(int length, int other, int resizeShort, int crop) {
    int resized = resized(length, other, resizeShort);
    if (resized <= crop) {
      return new CropGeometry(resized, 0, resized, (crop - resized) / 2);
    }
    // rint rounds half to even, as Python's round does
    return new CropGeometry(resized, (int) Math.rint((resized - crop) / 2.0), crop, 0);
  }

  private static int resized(int length, int other, int resizeShort) {
    if (length <= other) {
      return resizeShort;
    }
    double exact = (double) ((long) resizeShort * length) / other;
    if (exact > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "cannot resize an image of %d by %d pixels: the result is too large"
              .formatted(length, other));
    }
    return (int) exact;
  }
}
