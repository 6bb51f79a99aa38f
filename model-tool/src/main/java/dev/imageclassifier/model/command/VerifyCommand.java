package dev.imageclassifier.model.command;

import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.cli.ModelOptions;
import dev.imageclassifier.cli.RangeChecks;
import dev.imageclassifier.cli.VerboseOption;
import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.runtime.predict.Classifier;
import dev.imageclassifier.runtime.predict.ClassifierLoader;
import dev.imageclassifier.runtime.predict.Session;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code model verify}: checks digests, loads and runs a model, and compares it with a reference.
 */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Verifies the digests of a model, loads it, runs it once, and compares it with a reference.",
    footer = {
      "",
      "Exit codes: 0 verified, 1 not verified, 3 verified, but an image was rejected.",
      "",
      "Example:",
      "  model verify --model starter --golden starter.jsonl photos/",
      "  model verify --model starter labelled/"
    })
final class VerifyCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(
      names = "--golden",
      paramLabel = "FILE",
      description = "Output of a reference pipeline: one JSON object with file and top5 per line.")
  Path golden;

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description =
          "Images of the golden file. Without --golden: images with known classes, in one directory"
              + " per class (name, WordNet id or index) or with a manifest.csv (file,class_index).")
  Path directory;

  @Mixin ModelOptions model;
  @Mixin VerboseOption verbose;

  @Override
  public Integer call() {
    if (golden != null && directory == null) {
      throw new ParameterException(spec.commandLine(), "--golden requires the DIR with the images");
    }
    RangeChecks checks = new RangeChecks();
    ClassifierLoader loader = ClassifierLoader.of(model.values(), checks::add);
    checks.throwIfInvalid(spec.commandLine());
    List<Golden> lines = lines(loader);
    PrintWriter out = spec.commandLine().getOut();
    try (Classifier classifier = loader.load(FileBatches.SIZE, topK(lines))) {
      out.println("verified: " + ModelCards.summary(classifier.model()));
      out.flush();
      return lines.isEmpty()
          ? ExitCode.OK
          : compare(lines, classifier, loader.decoding().maxBytes());
    }
  }

  private List<Golden> lines(ClassifierLoader loader) {
    if (golden != null) {
      return Golden.read(golden);
    }
    return directory == null
        ? List.of()
        : LabelledDirectory.read(directory, loader.bundle().labels());
  }

  /** Returns enough labels for the comparison with the reference and with the true classes. */
  private static int topK(List<Golden> lines) {
    return lines.stream()
        .mapToInt(line -> Math.max(Agreement.TOP, line.indices().size()))
        .max()
        .orElse(1);
  }

  private int compare(List<Golden> lines, Classifier classifier, int maxBytes) {
    Map<Path, Golden> expected = new HashMap<>();
    lines.forEach(line -> expected.put(directory.resolve(line.file()), line));
    Agreement agreement = new Agreement();
    PrintWriter err = spec.commandLine().getErr();
    try (Session session = classifier.newSession()) {
      FileBatches batches = new FileBatches(session, maxBytes, err);
      batches.classify(
          lines.stream().map(line -> directory.resolve(line.file())).toList(),
          (file, outcome) -> {
            if (outcome instanceof Outcome.Labelled labelled) {
              agreement.add(expected.get(file), labelled.predictions());
            }
          });
      agreement.print(spec.commandLine().getOut());
      return batches.printTotals(spec.commandLine().getOut());
    }
  }
}
