package dev.imageclassifier.model.command;

import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.cli.ModelOptions;
import dev.imageclassifier.cli.VerboseOption;
import dev.imageclassifier.runtime.predict.Classifier;
import dev.imageclassifier.runtime.predict.ClassifierLoader;
import dev.imageclassifier.runtime.predict.Outcome;
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

/** {@code model verify}: digests, load, warm-up, and agreement with a reference. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Checks a model's digests, loads it, runs its warm-up; compares it with a reference.",
    footer = {
      "",
      "Exit codes: 0 verified, 1 not, 3 verified but some pictures were refused.",
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
      description = "What a reference pipeline gives: a JSON object with file and top5 a line.")
  Path golden;

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description =
          "The golden file's pictures; without one, labelled pictures: a folder a class (name,"
              + " WordNet id or index), or a manifest.csv with file and class_index.")
  Path folder;

  @Mixin ModelOptions model;
  @Mixin VerboseOption verbose;

  @Override
  public Integer call() {
    if (golden != null && folder == null) {
      throw new ParameterException(
          spec.commandLine(), "--golden FILE needs the FOLDER of its pictures");
    }
    ClassifierLoader loader = Loading.loader(spec.commandLine(), model);
    List<Golden> lines = lines(loader);
    PrintWriter out = spec.commandLine().getOut();
    try (Classifier classifier = Loading.load(loader, FileBatches.SIZE, topK(lines))) {
      out.println("verified: " + classifier.identity().inWords());
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
    return folder == null
        ? List.of()
        : LabelledFolder.read(folder, Loading.bundle(loader).labels());
  }

  /** As many labels as the reference gives, and enough for the truth. */
  private static int topK(List<Golden> lines) {
    return lines.stream()
        .mapToInt(line -> Math.max(Agreement.FIVE, line.indices().size()))
        .max()
        .orElse(1);
  }

  private int compare(List<Golden> lines, Classifier classifier, int maxBytes) {
    Map<Path, Golden> expected = new HashMap<>();
    lines.forEach(line -> expected.put(folder.resolve(line.file()), line));
    Agreement agreement = new Agreement();
    Totals totals = new Totals();
    PrintWriter err = spec.commandLine().getErr();
    try (Session session = classifier.newSession()) {
      FileBatches batches = new FileBatches(session, maxBytes, err);
      batches.classify(
          lines.stream().map(line -> folder.resolve(line.file())).toList(),
          (file, outcome) -> {
            totals.count(outcome);
            if (outcome instanceof Outcome.Labelled labelled) {
              agreement.add(expected.get(file), labelled.predictions());
            }
          });
      agreement.print(spec.commandLine().getOut());
      totals.print(spec.commandLine().getOut(), batches.unreadable());
      return batches.unreadable() > 0
          ? ExitCode.FAILURE
          : totals.refused() > 0 ? ExitCode.DEAD_LETTERS : ExitCode.OK;
    }
  }
}
