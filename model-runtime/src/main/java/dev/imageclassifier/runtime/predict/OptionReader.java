package dev.imageclassifier.runtime.predict;

import dev.imageclassifier.runtime.decode.DecodeSettings;
import dev.imageclassifier.runtime.decode.DecodeSettings.DamagedPolicy;
import dev.imageclassifier.runtime.decode.ImageFormat;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Converts option values from text and collects the problems. */
final class OptionReader {
  private final Map<String, String> options;
  private final Consumer<String> problems;

  OptionReader(Map<String, String> options, Consumer<String> problems) {
    this.options = options;
    this.problems = problems;
  }

  String text(String name, String defaultValue) {
    return options.getOrDefault(name, defaultValue);
  }

  <E extends Enum<E>> E choice(String name, Class<E> type, E defaultValue) {
    String value = options.get(name);
    return value == null ? defaultValue : parse(name, value, type, defaultValue);
  }

  Integer positive(String name, Integer defaultValue) {
    return number(name, Integer::valueOf, defaultValue);
  }

  DecodeSettings decodeSettings() {
    DecodeSettings defaults = DecodeSettings.DEFAULTS;
    return DecodeSettings.builder()
        .maxBytes(positive("--max-bytes", defaults.maxBytes()))
        .maxPixels(number("--max-pixels", Long::valueOf, defaults.maxPixels()))
        .maxSide(positive("--max-side", defaults.maxSide()))
        .maxFrames(positive("--max-frames", defaults.maxFrames()))
        .maxMetadataBytes(positive("--max-metadata-bytes", defaults.maxMetadataBytes()))
        .maxProfileBytes(positive("--max-profile-bytes", defaults.maxProfileBytes()))
        .formats(formats(defaults.formats()))
        .applyOrientation(!flag("--no-orientation"))
        .damaged(choice("--damaged", DamagedPolicy.class, defaults.damaged()))
        .fullSizeJpegs(flag("--full-size-jpegs"))
        .build();
  }

  private boolean flag(String name) {
    return Boolean.parseBoolean(options.get(name));
  }

  private Set<ImageFormat> formats(Set<ImageFormat> defaults) {
    String value = options.get("--formats");
    if (value == null) {
      return defaults;
    }
    Set<ImageFormat> formats = EnumSet.noneOf(ImageFormat.class);
    for (String name : value.split(",", -1)) {
      ImageFormat format = parse("--formats", name, ImageFormat.class, null);
      if (format != null) {
        formats.add(format);
      }
    }
    return formats.isEmpty() ? defaults : formats;
  }

  private <N extends Number> N number(String name, Function<String, N> parser, N defaultValue) {
    String value = options.get(name);
    if (value == null) {
      return defaultValue;
    }
    try {
      N number = parser.apply(value);
      if (number.longValue() >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      // reported below
    }
    problems.accept("%s is %s: it must be 1 or more".formatted(name, value));
    return defaultValue;
  }

  private <E extends Enum<E>> E parse(String name, String text, Class<E> type, E defaultValue) {
    E[] constants = type.getEnumConstants();
    for (E constant : constants) {
      if (name(constant).equalsIgnoreCase(text.strip())) {
        return constant;
      }
    }
    problems.accept(
        "Invalid value for option '%s': '%s' is not one of %s"
            .formatted(
                name,
                text,
                Arrays.stream(constants)
                    .map(OptionReader::name)
                    .collect(Collectors.joining(", "))));
    return defaultValue;
  }

  /** {@code DEAD_LETTER} is {@code dead-letter} on the command line. */
  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
