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
 * Everything that a bundle of one TorchScript file says, before it is written.
 *
 * @param name {@code bundle.name}
 * @param version {@code bundle.version}
 * @param precision the arithmetic of the TorchScript file
 * @param numbers the input's numbers
 * @param topK labels per picture where nothing else is asked for
 * @param labels the lines of {@code synset.txt}, in the order of the logits
 * @param licence one line for people; may be empty
 * @param accuracy one line for people; may be empty
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

  /** Checks the names, copies the labels. */
  public BundleDraft {
    for (String text : List.of(name, version)) {
      if (!ServingProperties.isName(text)) {
        throw new IllegalArgumentException(
            "'"
                + text
                + "' cannot be a model's name or version: give 1 to 100 letters, digits, dots,"
                + " hyphens and underscores, beginning with a letter or digit");
      }
    }
    labels = List.copyOf(labels);
  }

  /** Where the TorchScript file belongs in a directory that {@link #write} completes. */
  public Path modelFile(Path directory) {
    return directory.resolve(precision == Precision.FP32 ? "model.pt" : "model-int8.pt");
  }

  /** Writes all files beside the TorchScript file, and the digests of all of them. */
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
