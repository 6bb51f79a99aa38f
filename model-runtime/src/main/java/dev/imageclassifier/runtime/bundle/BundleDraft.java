package dev.imageclassifier.runtime.bundle;

import dev.imageclassifier.runtime.preprocess.Preprocessing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The contents of a bundle with one TorchScript file, before it is written.
 *
 * @param name {@code bundle.name}
 * @param version {@code bundle.version}
 * @param precision number format of the TorchScript file
 * @param numbers preprocessing parameters
 * @param topK default number of predictions per image
 * @param labels the lines of {@code synset.txt}, in the order of the logits
 * @param licence one line for model lists; may be empty
 * @param accuracy one line for model lists; may be empty
 * @param card the text of {@code MODEL_CARD.md}
 */
public record BundleDraft(
    String name,
    String version,
    Precision precision,
    Preprocessing numbers,
    int topK,
    List<String> labels,
    String licence,
    String accuracy,
    String card) {

  private static final char FIRST_PRINTABLE = ' ';
  private static final char LAST_PRINTABLE = '~';

  /** Validates name and version, and copies the labels. */
  public BundleDraft {
    for (String text : List.of(name, version)) {
      if (!ServingProperties.isName(text)) {
        throw new IllegalArgumentException(
            "'"
                + text
                + "' is not a valid model name or version: use 1 to 100 letters, digits, dots,"
                + " hyphens and underscores, starting with a letter or digit");
      }
    }
    labels = List.copyOf(labels);
  }

  /** Returns the path of the TorchScript file, which must exist before {@link #write} is called. */
  public Path modelFile(Path directory) {
    return directory.resolve(precision == Precision.FP32 ? "model.pt" : "model-int8.pt");
  }

  /** Writes all other files of the bundle and the digests of all files. */
  public void write(Path directory) throws IOException {
    Files.writeString(directory.resolve(BundleFiles.PROPERTIES), properties(directory));
    Files.write(directory.resolve(BundleFiles.LABELS), labels);
    Files.writeString(directory.resolve(BundleFiles.CARD), card);
    List<String> sums = new ArrayList<>();
    for (Path file :
        List.of(
            modelFile(directory),
            directory.resolve(BundleFiles.LABELS),
            directory.resolve(BundleFiles.PROPERTIES),
            directory.resolve(BundleFiles.CARD))) {
      sums.add(Digests.of(file) + "  " + file.getFileName());
    }
    Files.write(directory.resolve(BundleFiles.DIGESTS), sums);
  }

  private String properties(Path directory) {
    List<String> lines = new ArrayList<>();
    lines.add("engine=PyTorch");
    lines.add("width=" + numbers.width());
    lines.add("height=" + numbers.height());
    lines.add("resizeShort=" + numbers.resizeShort());
    lines.add("centerCrop=true");
    lines.add(
        "normalize="
            + Stream.concat(numbers.mean().stream(), numbers.std().stream())
                .map(String::valueOf)
                .collect(Collectors.joining(",")));
    lines.add("applySoftmax=true");
    lines.add("topK=" + topK);
    lines.add("bundle.name=" + name);
    lines.add("bundle.version=" + version);
    lines.add("bundle.precision." + precision.code() + "=" + modelFile(directory).getFileName());
    if (!licence.isEmpty()) {
      lines.add("bundle.licence=" + escaped(licence));
    }
    if (!accuracy.isEmpty()) {
      lines.add("bundle.accuracy=" + escaped(accuracy));
    }
    return String.join("\n", lines) + "\n";
  }

  /** DJL Serving reads the file as ISO 8859-1. */
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
}
