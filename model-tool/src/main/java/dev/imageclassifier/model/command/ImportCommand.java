package dev.imageclassifier.model.command;

import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.cli.VerboseOption;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.model.install.Installer;
import dev.imageclassifier.model.install.ModelStore;
import dev.imageclassifier.runtime.bundle.BundleDraft;
import dev.imageclassifier.runtime.bundle.Digests;
import dev.imageclassifier.runtime.bundle.Precision;
import dev.imageclassifier.runtime.preprocess.PreprocessSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code model import}: installs a bundle that is built from a local TorchScript file. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Installs a model from a TorchScript file and its labels.",
    footer = {
      "",
      "TorchScript is code, and the command runs the model once. Use --sha256 with the digest that",
      "the author of the file published.",
      "",
      "Example:",
      "  model import flowers.pt --labels flowers.txt --name flowers"
    })
final class ImportCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      description = "TorchScript, plain or gzipped: N×3×H×W float32 to N×classes logits.")
  Path file;

  @Option(
      names = "--labels",
      required = true,
      paramLabel = "FILE",
      description = "One class per line, in the order of the model's output.")
  Path labels;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the model (default: the file name up to its first dot).")
  String name;

  @Option(
      names = "--model-version",
      defaultValue = "1",
      paramLabel = "VERSION",
      description = "Version of the model; every result contains it (${DEFAULT-VALUE}).")
  String version;

  @Option(
      names = "--precision",
      defaultValue = "fp32",
      paramLabel = "fp32|int8",
      description = "Precision of the file (${DEFAULT-VALUE}).")
  Precision precision;

  @Mixin PreprocessingOptions preprocessingOptions;

  @Option(
      names = "--top-k",
      defaultValue = "3",
      paramLabel = "K",
      description = "Default number of labels per image (${DEFAULT-VALUE}).")
  int topK;

  @Option(
      names = "--licence",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "One line, for `model list`.")
  String licence;

  @Option(
      names = "--accuracy",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "One line, for `model list`.")
  String accuracy;

  @Option(
      names = "--card",
      paramLabel = "FILE",
      description = "Text of MODEL_CARD.md (default: generated from these options).")
  Path card;

  @Mixin StoreOptions options;
  @Mixin VerboseOption verbose;

  @Override
  public Integer call() {
    options.checkDigest(spec.commandLine());
    if (topK < 1) {
      throw new ParameterException(
          spec.commandLine(), "--top-k is %d: it must be 1 or more".formatted(topK));
    }
    BundleDraft draft = draft(read("labels", labels).lines().toList());
    try (ModelStore store = options.open()) {
      options.requireFree(store, draft.name());
      options.report(
          new Installer(store).install(file, options.sha256, draft), spec.commandLine().getOut());
    }
    return ExitCode.OK;
  }

  private BundleDraft draft(List<String> lines) {
    String draftName = name == null ? file.getFileName().toString().split("\\.", 2)[0] : name;
    try {
      PreprocessSettings preprocessing = preprocessingOptions.preprocessing();
      return BundleDraft.builder(draftName, lines)
          .version(version)
          .precision(precision)
          .preprocessing(preprocessing)
          .topK(topK)
          .licence(licence.strip())
          .accuracy(accuracy.strip())
          .card(card == null ? newCard(draftName, preprocessing, lines) : read("card", card))
          .build();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private String newCard(String draftName, PreprocessSettings preprocessing, List<String> lines) {
    try {
      String source = "`%s`, SHA-256 `%s`".formatted(file.getFileName(), Digests.sha256(file));
      return ModelCards.imported(
          draftName,
          source,
          licence.strip(),
          accuracy.strip(),
          ModelCards.tensors(preprocessing, lines.size()));
    } catch (IOException e) {
      throw unreadable("model", file, e);
    }
  }

  private static String read(String kind, Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw unreadable(kind, path, e);
    }
  }

  private static UserError unreadable(String kind, Path path, IOException e) {
    return new UserError(
        "Cannot read the %s file %s: %s.".formatted(kind, path, ErrorText.reason(e)), e);
  }
}
