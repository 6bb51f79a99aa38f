package dev.imageclassifier.model.command;

import dev.imageclassifier.runtime.preprocess.PreprocessSettings;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The preprocessing of a model. The defaults are those of TorchVision's ImageNet models. */
final class PreprocessingOptions {
  private static final int MAX_SIDE = 4096;

  @Option(
      names = "--input-size",
      paramLabel = "N|WxH",
      defaultValue = "224",
      converter = Size.Converter.class,
      description = "Input size of the model, in pixels (${DEFAULT-VALUE}).")
  Size size;

  @Option(
      names = "--resize-short",
      paramLabel = "PIXELS",
      defaultValue = "256",
      description = "Short side before the centre crop, in pixels (${DEFAULT-VALUE}).")
  int resizeShort;

  @Option(
      names = "--mean",
      paramLabel = "R,G,B",
      defaultValue = "0.485,0.456,0.406",
      converter = Channels.Converter.class,
      description = "Mean of each channel, for values in 0…1 (${DEFAULT-VALUE}).")
  Channels mean;

  @Option(
      names = "--std",
      paramLabel = "R,G,B",
      defaultValue = "0.229,0.224,0.225",
      converter = Channels.Converter.class,
      description = "Standard deviation of each channel (${DEFAULT-VALUE}).")
  Channels std;

  /**
   * Returns the preprocessing.
   *
   * @throws IllegalArgumentException naming the invalid option
   */
  PreprocessSettings preprocessing() {
    if (resizeShort < 1 || resizeShort > MAX_SIDE) {
      throw new IllegalArgumentException(
          "--resize-short is %d: it must be 1 to %d".formatted(resizeShort, MAX_SIDE));
    }
    if (std.values().stream().anyMatch(deviation -> deviation <= 0)) {
      throw new IllegalArgumentException(
          "--std is %s: each value must be above 0".formatted(std.values()));
    }
    return PreprocessSettings.builder()
        .width(size.width())
        .height(size.height())
        .resizeShort(resizeShort)
        .mean(mean.values())
        .std(std.values())
        .build();
  }

  /** Width and height in pixels. */
  record Size(int width, int height) {
    static final class Converter implements ITypeConverter<Size> {
      @Override
      public Size convert(String text) {
        if (!text.matches("\\d{1,4}(x\\d{1,4})?")) {
          throw new TypeConversionException(
              "'%s' is not a size such as 224 or 224x224".formatted(text));
        }
        String[] sides = text.split("x", -1);
        Size size = new Size(Integer.parseInt(sides[0]), Integer.parseInt(sides[sides.length - 1]));
        if (Math.min(size.width, size.height) < 1 || Math.max(size.width, size.height) > MAX_SIDE) {
          throw new TypeConversionException(
              "'%s' is out of range: each side must be 1 to %d".formatted(text, MAX_SIDE));
        }
        return size;
      }
    }
  }

  /** One number for each of R, G and B. */
  record Channels(List<Float> values) {
    Channels {
      values = List.copyOf(values);
    }

    static final class Converter implements ITypeConverter<Channels> {
      @Override
      public Channels convert(String text) {
        List<Float> numbers = new ArrayList<>();
        try {
          for (String part : text.split(",", -1)) {
            numbers.add(Float.valueOf(part.strip()));
          }
        } catch (NumberFormatException e) {
          numbers.clear(); // reported below
        }
        if (numbers.size() != 3 || !numbers.stream().allMatch(Float::isFinite)) {
          throw new TypeConversionException(
              "'%s' is not three numbers such as 0.5,0.5,0.5".formatted(text));
        }
        return new Channels(numbers);
      }
    }
  }
}
