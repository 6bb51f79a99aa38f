package dev.imageclassifier.runtime.bundle;

import dev.imageclassifier.runtime.preprocess.PreprocessSettings;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The content of {@code serving.properties}. The keys without a prefix are those of DJL Serving's
 * image classification translator (DJL 0.36, {@code ImageClassificationTranslator} and {@code
 * BaseImageTranslator}), so that DJL Serving can serve the same directory.
 *
 * @param name {@code bundle.name}; null if missing or invalid
 * @param version {@code bundle.version}; null if missing or invalid
 * @param files file name of each precision
 * @param preprocessing null if one of its properties is missing or invalid
 * @param topK 0 if missing or invalid
 * @param licence {@code bundle.licence}; empty if missing
 * @param accuracy {@code bundle.accuracy}; empty if missing
 */
record ServingProperties(
    String name,
    String version,
    Map<Precision, String> files,
    PreprocessSettings preprocessing,
    int topK,
    String licence,
    String accuracy) {

  /** Syntax of {@code bundle.name} and {@code bundle.version}, for messages. */
  static final String NAME_SYNTAX =
      "1 to 100 letters, digits, dots, hyphens and underscores, beginning with a letter or digit";

  /** Limits the tensor of one image: 3 × 4096 × 4096 floats are 192 MiB. */
  private static final int MAX_SIDE = 4096;

  private static final int MAX_LINE_LENGTH = 200;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final String PRECISION = "bundle.precision.";

  /** Keys that only DJL Serving reads. */
  private static final List<String> FOR_DJL_SERVING = List.of("application", "translatorFactory");

  /** Returns whether the text is a valid name or version of a bundle. */
  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Parses all keys and adds a message to {@code problems} for each invalid one. */
  static ServingProperties parse(Map<String, String> values, List<String> problems) {
    return new Parser(values, problems).parse();
  }

  private static final class Parser {
    private final Map<String, String> rest;
    private final List<String> problems;

    Parser(Map<String, String> values, List<String> problems) {
      this.rest = new TreeMap<>(values);
      this.problems = problems;
      FOR_DJL_SERVING.forEach(rest::remove);
    }

    ServingProperties parse() {
      require("engine", "PyTorch");
      require("centerCrop", "true");
      require("applySoftmax", "true");
      Integer width = number("width", MAX_SIDE);
      Integer height = number("height", MAX_SIDE);
      Integer resizeShort = number("resizeShort", MAX_SIDE);
      Integer topK = number("topK", Integer.MAX_VALUE);
      List<Float> normalize = normalize();
      String name = text("bundle.name");
      String version = text("bundle.version");
      Map<Precision, String> files = files();
      String licence = line("bundle.licence");
      String accuracy = line("bundle.accuracy");
      for (String key : rest.keySet()) {
        problem(key, "is not a known key: remove it or correct its name");
      }
      boolean complete = width != null && height != null && resizeShort != null;
      PreprocessSettings preprocessing =
          complete && normalize != null
              ? PreprocessSettings.builder()
                  .width(width)
                  .height(height)
                  .resizeShort(resizeShort)
                  .mean(normalize.subList(0, 3))
                  .std(normalize.subList(3, 6))
                  .build()
              : null;
      return new ServingProperties(
          name, version, files, preprocessing, topK == null ? 0 : topK, licence, accuracy);
    }

    private void require(String key, String only) {
      value(key, Function.identity(), only::equals, "'%s'".formatted(only));
    }

    private Integer number(String key, int most) {
      return value(
          key,
          Integer::valueOf,
          number -> number >= 1 && number <= most,
          "a whole number from 1 to " + most);
    }

    private String text(String key) {
      return value(key, Function.identity(), ServingProperties::isName, NAME_SYNTAX);
    }

    private String line(String key) {
      String text = rest.remove(key);
      if (text != null && text.length() > MAX_LINE_LENGTH) {
        problem(
            key, "has %d characters: the maximum is %d".formatted(text.length(), MAX_LINE_LENGTH));
      }
      return text == null ? "" : text;
    }

    private List<Float> normalize() {
      return value(
          "normalize",
          text ->
              Stream.of(text.split(",", -1))
                  .map(part -> Float.valueOf(part.strip()))
                  .collect(Collectors.toCollection(ArrayList::new)),
          numbers ->
              numbers.size() == 6
                  && numbers.stream().allMatch(Float::isFinite)
                  && numbers.subList(3, 6).stream().allMatch(deviation -> deviation > 0),
          "six comma-separated numbers: mean of R, G, B and standard deviation of R, G, B above 0");
    }

    private Map<Precision, String> files() {
      Map<Precision, String> files = new EnumMap<>(Precision.class);
      for (Precision precision : Precision.values()) {
        String file = rest.remove(PRECISION + precision.code());
        if (file != null) {
          files.put(precision, file);
        }
      }
      if (files.isEmpty()) {
        problems.add(
            BundleFiles.PROPERTIES
                + ": no model file: add "
                + Stream.of(Precision.values())
                    .map(precision -> PRECISION + precision.code())
                    .collect(Collectors.joining(" or ")));
      }
      return files;
    }

    private <T> T value(String key, Function<String, T> read, Predicate<T> good, String mustBe) {
      String text = rest.remove(key);
      if (text == null) {
        problem(key, "is missing: it must be " + mustBe);
        return null;
      }
      try {
        T value = read.apply(text);
        if (good.test(value)) {
          return value;
        }
      } catch (NumberFormatException e) {
        // reported below
      }
      problem(key, "is '" + text + "': it must be " + mustBe);
      return null;
    }

    private void problem(String key, String what) {
      problems.add(BundleFiles.PROPERTIES + ": " + key + " " + what);
    }
  }
}
