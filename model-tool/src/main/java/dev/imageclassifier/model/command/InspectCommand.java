package dev.imageclassifier.model.command;

import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.cli.ModelOption;
import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.cli.VerboseOption;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.runtime.bundle.BundleFinder;
import dev.imageclassifier.runtime.bundle.BundleReader;
import dev.imageclassifier.runtime.bundle.ClassLabel;
import dev.imageclassifier.runtime.bundle.ModelBundle;
import dev.imageclassifier.runtime.bundle.Precision;
import dev.imageclassifier.runtime.preprocess.PreprocessSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code model inspect}: prints the content of a bundle. Runs no model code. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description = "Prints the content of a model's bundle. Runs no model code.",
    footer = {"", "Example:", "  model inspect --model starter"})
final class InspectCommand implements Callable<Integer> {
  private static final int LABELS_SHOWN = 5;

  @Spec CommandSpec spec;
  @Mixin ModelOption model;
  @Mixin VerboseOption verbose;

  @Override
  public Integer call() {
    ModelBundle bundle = BundleReader.read(BundleFinder.fromEnvironment().find(model.value()));
    PrintWriter out = spec.commandLine().getOut();
    try {
      print(bundle, out);
    } catch (IOException e) {
      throw new UserError(
          "Cannot read the model directory %s: %s."
              .formatted(bundle.directory(), ErrorText.reason(e)),
          e);
    }
    out.flush();
    return ExitCode.OK;
  }

  private static void print(ModelBundle bundle, PrintWriter out) throws IOException {
    PreprocessSettings preprocessing = bundle.preprocessing();
    line(out, "name", bundle.name());
    line(out, "version", bundle.version());
    line(out, "directory", bundle.directory().toString());
    for (Precision precision : new TreeSet<>(bundle.files().keySet())) {
      Path file = bundle.files().get(precision);
      line(out, precision.code(), file.getFileName() + ", " + Files.size(file) + " bytes");
      line(out, "", bundle.digests().get(precision));
      StoredTensors stored = StoredTensors.of(file);
      line(out, "", stored.tensors() + " tensors, " + stored.size(precision));
    }
    line(
        out,
        "input",
        "N x 3 x " + preprocessing.height() + " x " + preprocessing.width() + " float32");
    line(out, "output", "N x " + bundle.labels().size() + " float32 logits");
    line(
        out,
        "resize",
        "short side to " + preprocessing.resizeShort() + " pixels, then centre crop");
    line(
        out,
        "normalize",
        "mean " + preprocessing.mean() + ", standard deviation " + preprocessing.std());
    line(out, "top-k", String.valueOf(bundle.topK()));
    line(out, "labels", labels(bundle.labels()));
    line(out, "licence", bundle.licence().isEmpty() ? "not stated" : bundle.licence());
    line(out, "accuracy", bundle.accuracy().isEmpty() ? "not stated" : bundle.accuracy());
    Path card = bundle.directory().resolve("MODEL_CARD.md");
    if (Files.isRegularFile(card)) {
      out.println();
      Files.readAllLines(card).forEach(text -> out.println(ErrorText.printable(text)));
    }
  }

  private static void line(PrintWriter out, String name, String value) {
    out.printf("%-10s %s%n", name, ErrorText.printable(value));
  }

  private static String labels(List<ClassLabel> labels) {
    String first =
        labels.stream()
            .limit(LABELS_SHOWN)
            .map(ClassLabel::label)
            .collect(Collectors.joining(", "));
    return labels.size() + ": " + first + (labels.size() > LABELS_SHOWN ? ", ..." : "");
  }
}
