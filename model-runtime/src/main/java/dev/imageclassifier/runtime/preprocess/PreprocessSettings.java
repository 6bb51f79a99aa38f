package dev.imageclassifier.runtime.preprocess;

import java.util.ArrayList;
import java.util.List;

/**
 * The parameters of TorchVision's evaluation transform. Each bundle contains its parameters.
 *
 * @param width width of the input tensor, pixels
 * @param height height of the input tensor, pixels
 * @param resizeShort short side after the resize, pixels
 * @param mean mean of R, G and B, for values in 0…1
 * @param std standard deviation of R, G and B, for values in 0…1
 */
public record PreprocessSettings(
    int width, int height, int resizeShort, List<Float> mean, List<Float> std) {

  /** The parameters of TorchVision's ImageNet models. */
  public static final PreprocessSettings IMAGENET = builder().build();

  /**
   * Validates all properties.
   *
   * @throws IllegalArgumentException listing every invalid property and its value
   */
  public PreprocessSettings {
    List<String> problems = new ArrayList<>();
    checkPositive(problems, "width", width);
    checkPositive(problems, "height", height);
    checkPositive(problems, "resizeShort", resizeShort);
    if (mean.size() != 3) {
      problems.add("mean is %s: must be three numbers".formatted(mean));
    }
    if (std.size() != 3 || std.contains(0f)) {
      problems.add("std is %s: must be three numbers other than 0".formatted(std));
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    mean = List.copyOf(mean);
    std = List.copyOf(std);
  }

  private static void checkPositive(List<String> problems, String name, int value) {
    if (value < 1) {
      problems.add("%s is %d: must be at least 1".formatted(name, value));
    }
  }

  /** Returns a builder that holds the parameters of TorchVision's ImageNet models. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the number of floats in the tensor of one image: 3 × height × width. */
  public int tensorLength() {
    return 3 * height * width;
  }

  /** Builds {@link PreprocessSettings}. Not thread-safe. */
  public static final class Builder {
    private int width = 224;
    private int height = 224;
    private int resizeShort = 256;
    private List<Float> mean = List.of(0.485f, 0.456f, 0.406f);
    private List<Float> std = List.of(0.229f, 0.224f, 0.225f);

    private Builder() {}

    public Builder width(int pixels) {
      width = pixels;
      return this;
    }

    public Builder height(int pixels) {
      height = pixels;
      return this;
    }

    public Builder resizeShort(int pixels) {
      resizeShort = pixels;
      return this;
    }

    public Builder mean(List<Float> values) {
      mean = values;
      return this;
    }

    public Builder std(List<Float> values) {
      std = values;
      return this;
    }

    /**
     * Builds the parameters.
     *
     * @throws IllegalArgumentException listing every invalid property and its value
     */
    public PreprocessSettings build() {
      return new PreprocessSettings(width, height, resizeShort, mean, std);
    }
  }
}
