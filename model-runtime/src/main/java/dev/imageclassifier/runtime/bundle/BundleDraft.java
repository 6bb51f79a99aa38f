package dev.imageclassifier.runtime.bundle;

import dev.imageclassifier.runtime.preprocess.PreprocessSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The content of a new bundle with one TorchScript file. Create drafts with {@link #builder}.
 *
 * @param name {@code bundle.name}
 * @param version {@code bundle.version}
 * @param precision precision of the TorchScript file
 * @param preprocessing preprocessing of the model
 * @param topK default number of predictions per image
 * @param labels lines of {@code synset.txt}, in the order of the logits
 * @param licence one line for users; may be empty
 * @param accuracy one line for users; may be empty
 * @param card text of {@code MODEL_CARD.md}
 */
public record BundleDraft(
    String name,
    String version,
    Precision precision,
    PreprocessSettings preprocessing,
    int topK,
    List<String> labels,
    String licence,
    String accuracy,
    String card) {

  private static final char FIRST_PRINTABLE = ' ';
  private static final char LAST_PRINTABLE = '~';

  /**
   * Validates all properties.
   *
   * @throws IllegalArgumentException listing every invalid property and its value
   */
  public BundleDraft {
    List<String> problems = new ArrayList<>();
    checkName(problems, "name", name);
    checkName(problems, "version", version);
    if (topK < 1) {
      problems.add("topK is %d: must be at least 1".formatted(topK));
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    labels = List.copyOf(labels);
  }

  private static void checkName(List<String> problems, String property, String value) {
    if (!ServingProperties.isName(value)) {
      problems.add(
          "%s is '%s': must be %s".formatted(property, value, ServingProperties.NAME_SYNTAX));
    }
  }

  /**
   * Returns a builder that holds the default of every other property.
   *
   * @param labels lines of {@code synset.txt}, in the order of the logits
   */
  public static Builder builder(String name, List<String> labels) {
    return new Builder(name, labels);
  }

  /** Returns the path of the TorchScript file in a directory that {@link #write} completes. */
  public Path modelFile(Path directory) {
    return directory.resolve(precision == Precision.FP32 ? "model.pt" : "model-int8.pt");
  }

  /** Writes all other files of the bundle, with the digests of all files. */
  public void write(Path directory) throws IOException {
    Files.writeString(directory.resolve(BundleFiles.PROPERTIES), properties(directory));
    Files.write(directory.resolve(BundleFiles.LABELS), labels);
    Files.writeString(directory.resolve(BundleFiles.CARD), card);
    List<String> digests = new ArrayList<>();
    for (Path file :
        List.of(
            modelFile(directory),
            directory.resolve(BundleFiles.LABELS),
            directory.resolve(BundleFiles.PROPERTIES),
            directory.resolve(BundleFiles.CARD))) {
      digests.add(Digests.sha256(file) + "  " + file.getFileName());
    }
    Files.write(directory.resolve(BundleFiles.DIGESTS), digests);
  }

  private String properties(Path directory) {
    String normalize =
        Stream.concat(preprocessing.mean().stream(), preprocessing.std().stream())
            .map(String::valueOf)
            .collect(Collectors.joining(","));
    String text =
        """
        engine=PyTorch
        width=%d
        height=%d
        resizeShort=%d
        centerCrop=true
        normalize=%s
        applySoftmax=true
        topK=%d
        bundle.name=%s
        bundle.version=%s
        bundle.precision.%s=%s
        """
            .formatted(
                preprocessing.width(),
                preprocessing.height(),
                preprocessing.resizeShort(),
                normalize,
                topK,
                name,
                version,
                precision.code(),
                modelFile(directory).getFileName());
    return text + line("bundle.licence", licence) + line("bundle.accuracy", accuracy);
  }

  private static String line(String key, String value) {
    return value.isEmpty() ? "" : key + "=" + escaped(value) + "\n";
  }

  /** Escapes non-ASCII characters, because DJL Serving reads the file as ISO 8859-1. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        escaped.append("\\\\");
      } else if (c < FIRST_PRINTABLE || c > LAST_PRINTABLE) {
        escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /** Builds {@link BundleDraft}s. Not thread-safe. */
  public static final class Builder {
    private final String name;
    private final List<String> labels;
    private String version = "1";
    private Precision precision = Precision.FP32;
    private PreprocessSettings preprocessing = PreprocessSettings.IMAGENET;
    private int topK = 3;
    private String licence = "";
    private String accuracy = "";
    private String card = "";

    private Builder(String name, List<String> labels) {
      this.name = name;
      this.labels = labels;
    }

    public Builder version(String value) {
      version = value;
      return this;
    }

    public Builder precision(Precision value) {
      precision = value;
      return this;
    }

    public Builder preprocessing(PreprocessSettings value) {
      preprocessing = value;
      return this;
    }

    public Builder topK(int value) {
      topK = value;
      return this;
    }

    public Builder licence(String value) {
      licence = value;
      return this;
    }

    public Builder accuracy(String value) {
      accuracy = value;
      return this;
    }

    public Builder card(String value) {
      card = value;
      return this;
    }

    /**
     * Builds the draft.
     *
     * @throws IllegalArgumentException listing every invalid property and its value
     */
    public BundleDraft build() {
      return new BundleDraft(
          name, version, precision, preprocessing, topK, labels, licence, accuracy, card);
    }
  }
}
