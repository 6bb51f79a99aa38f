package dev.imageclassifier.model.command;

import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.cli.ModelOptions;
import dev.imageclassifier.cli.VerboseOption;
import dev.imageclassifier.runtime.predict.Classifier;
import dev.imageclassifier.runtime.predict.ClassifierLoader;
import dev.imageclassifier.runtime.predict.Session;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code model classify}: labels for files. */
@Command(
    name = "classify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Classifies picture files, without Kafka.",
    footer = {
      "",
      "Standard output ends with one line of JSON, the totals.",
      "Exit codes: 0 all labelled, 1 a file could not be read, 3 a picture was refused.",
      "",
      "Example:",
      "  model classify --top-k 5 cat.jpg dog.png"
    })
final class ClassifyCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Pictures to classify.")
  List<Path> files;

  @Mixin ModelOptions model;

  @Option(names = "--json", description = "One JSON object per file instead of a table.")
  boolean json;

  @Mixin VerboseOption verbose;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    ClassifierLoader loader = Loading.loader(spec.commandLine(), model);
    try (Classifier classifier = Loading.load(loader, FileBatches.SIZE, 1);
        Session session = classifier.newSession()) {
      OutcomePrinter printer =
          json ? new JsonPrinter(out, classifier.identity()) : new TablePrinter(out, files);
      Totals totals = new Totals();
      FileBatches batches =
          new FileBatches(session, loader.decoding().maxBytes(), spec.commandLine().getErr());
      batches.classify(
          files,
          (file, outcome) -> {
            totals.count(outcome);
            printer.print(file, outcome);
          });
      totals.print(out, batches.unreadable());
      return batches.unreadable() > 0
          ? ExitCode.FAILURE
          : totals.refused() > 0 ? ExitCode.DEAD_LETTERS : ExitCode.OK;
    }
  }
}
