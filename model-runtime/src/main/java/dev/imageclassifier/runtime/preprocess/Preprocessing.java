package dev.imageclassifier.runtime.preprocess;

import java.util.List;

/**
 * The parameters of TorchVision's evaluation transform, as stated by the bundle.
 *
 * @param width width of the input tensor, pixels
 * @param height height of the input tensor, pixels
 * @param resizeShort the short side after the resize, pixels
 * @param mean per channel R, G, B, of values in 0…1
 * @param std per channel R, G, B, of values in 0…1; never 0
 */
public record Preprocessing(
    int width, int height, int resizeShort, List<Float> mean, List<Float> std) {

  /** Throws IllegalArgumentException if a size or a list length is invalid. */
  public Preprocessing {
    if (width < 1 || height < 1 || resizeShort < 1) {
      throw new IllegalArgumentException(
          "width, height and resizeShort must be 1 or more: %d, %d, %d"
              .formatted(width, height, resizeShort));
    }
    if (mean.size() != 3 || std.size() != 3 || std.contains(0f)) {
      throw new IllegalArgumentException(
          "normalize needs three means and three non-zero standard deviations: "
              + mean
              + ", "
              + std);
    }
    mean = List.copyOf(mean);
    std = List.copyOf(std);
  }

  /** Number of floats in the tensor of one image: 3 × height × width. */
  public int tensorLength() {
    return 3 * height * width;
  }
}
