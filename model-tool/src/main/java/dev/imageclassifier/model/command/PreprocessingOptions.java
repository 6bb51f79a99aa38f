package dev.imageclassifier.model.command;

import dev.imageclassifier.runtime.preprocess.Preprocessing;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The numbers of a model's input; TorchVision's for ImageNet where nothing else is said. */
final class PreprocessingOptions {
  private static final int LONGEST_SIDE = 4096;

  @Option(
      names = "--input-size",
      paramLabel = "N|WxH",
      defaultValue = "224",
      converter = Size.Converter.class,
      description = "The model's input in pixels (${DEFAULT-VALUE}).")
  Size size;

  @Option(
      names = "--resize-short",
      paramLabel = "PIXELS",
      defaultValue = "256",
      description = "The short side before the centre crop (${DEFAULT-VALUE}).")
  int resizeShort;

  @Option(
      names = "--mean",
      paramLabel = "R,G,B",
      defaultValue = "0.485,0.456,0.406",
      converter = Channels.Converter.class,
      description = "Means of values in 0…1 (${DEFAULT-VALUE}).")
  Channels mean;

  @Option(
      names = "--std",
      paramLabel = "R,G,B",
      defaultValue = "0.229,0.224,0.225",
      converter = Channels.Converter.class,
      description = "Their deviations (${DEFAULT-VALUE}).")
  Channels std;

  /**
   * The numbers.
   *
   * @throws IllegalArgumentException naming the option that is out of bounds
   */
  Preprocessing numbers() {
    if (resizeShort < 1 || resizeShort > LONGEST_SIDE) {
      throw new IllegalArgumentException(
          "--resize-short is " + resizeShort + ": it must be 1 to " + LONGEST_SIDE);
    }
    if (std.values().stream().anyMatch(deviation -> deviation <= 0)) {
      throw new IllegalArgumentException("--std is " + std.values() + ": each must be above 0");
    }
    return new Preprocessing(size.width(), size.height(), resizeShort, mean.values(), std.values());
  }

  /** Width and height in pixels. */
  record Size(int width, int height) {
    static final class Converter implements ITypeConverter<Size> {
      @Override
      public Size convert(String text) {
        if (!text.matches("\\d{1,4}(x\\d{1,4})?")) {
          throw new TypeConversionException("'" + text + "' is no size like 224 or 224x224");
        }
        String[] sides = text.split("x", -1);
        Size size = new Size(Integer.parseInt(sides[0]), Integer.parseInt(sides[sides.length - 1]));
        if (Math.min(size.width, size.height) < 1
            || Math.max(size.width, size.height) > LONGEST_SIDE) {
          throw new TypeConversionException(
              "'" + text + "' is out of bounds: each side must be 1 to " + LONGEST_SIDE);
        }
        return size;
      }
    }
  }

  /** A number for each of R, G and B. */
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
          numbers.clear(); // said below
        }
        if (numbers.size() != 3 || !numbers.stream().allMatch(Float::isFinite)) {
          throw new TypeConversionException("'" + text + "' is not three numbers like 0.5,0.5,0.5");
        }
        return new Channels(numbers);
      }
    }
  }
}
