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
import dev.imageclassifier.runtime.preprocess.Preprocessing;
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

/** {@code model import}: a bundle from a TorchScript file that is at hand; no network. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Makes a verified model out of a TorchScript file and its labels.",
    footer = {
      "",
      "TorchScript is code: the file runs once here. Give --sha256 as whoever made it states it.",
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
      description = "One class a line, in the order of the model's output.")
  Path labels;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What to call it (default: the file's name up to its first dot).")
  String name;

  @Option(
      names = "--model-version",
      defaultValue = "1",
      paramLabel = "VERSION",
      description = "Its version, as each result will state it (${DEFAULT-VALUE}).")
  String version;

  @Option(
      names = "--precision",
      defaultValue = "fp32",
      paramLabel = "fp32|int8",
      description = "The arithmetic of the file (${DEFAULT-VALUE}).")
  Precision precision;

  @Mixin PreprocessingOptions preprocessing;

  @Option(
      names = "--top-k",
      defaultValue = "3",
      paramLabel = "K",
      description = "Labels per picture where nothing else is asked for (${DEFAULT-VALUE}).")
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
      description = "The text of MODEL_CARD.md (default: what is known from these options).")
  Path card;

  @Mixin StoreOptions options;
  @Mixin VerboseOption verbose;

  @Override
  public Integer call() {
    if (options.badDigest() != null) {
      throw usage(options.badDigest());
    }
    if (topK < 1) {
      throw usage("--top-k is " + topK + ": it must be 1 or more");
    }
    List<String> lines = read("labels", labels).lines().toList();
    BundleDraft draft = draft(lines);
    try (ModelStore store = options.open()) {
      options.requireFree(store, draft.name());
      options.report(
          new Installer(store).install(file, options.sha256, draft), spec.commandLine().getOut());
    }
    return ExitCode.OK;
  }

  private BundleDraft draft(List<String> lines) {
    String called = name == null ? file.getFileName().toString().split("\\.", 2)[0] : name;
    try {
      Preprocessing numbers = preprocessing.numbers();
      return new BundleDraft(
          called,
          version,
          precision,
          numbers,
          topK,
          lines,
          licence.strip(),
          accuracy.strip(),
          card == null
              ? Cards.imported(
                  called,
                  file.getFileName().toString(),
                  digest(),
                  licence.strip(),
                  accuracy.strip(),
                  numbers,
                  lines.size())
              : read("card", card));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private String digest() {
    try {
      return Digests.of(file);
    } catch (IOException e) {
      throw new UserError(
          "The model file " + file + " cannot be read: " + ErrorText.reason(e) + ".", e);
    }
  }

  private static String read(String what, Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UserError(
          "The " + what + " file " + path + " cannot be read: " + ErrorText.reason(e) + ".", e);
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
