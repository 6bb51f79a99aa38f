package dev.imageclassifier.model.command;

import dev.imageclassifier.cli.ModelOptions;
import dev.imageclassifier.cli.RangeChecks;
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

/** {@code model classify}: classifies files. */
@Command(
    name = "classify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Classifies image files, without Kafka.",
    footer = {
      "",
      "The last line on standard output is a JSON object with the totals.",
      "Exit codes: 0 all labelled, 1 a file is not readable, 3 an image was rejected.",
      "",
      "Example:",
      "  model classify --top-k 5 cat.jpg dog.png"
    })
final class ClassifyCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Images to classify.")
  List<Path> files;

  @Mixin ModelOptions model;

  @Option(names = "--json", description = "Print one JSON object per file instead of a table.")
  boolean json;

  @Mixin VerboseOption verbose;

  @Override
  public Integer call() {
    RangeChecks checks = new RangeChecks();
    ClassifierLoader loader = ClassifierLoader.of(model.values(), checks::add);
    checks.throwIfInvalid(spec.commandLine());
    PrintWriter out = spec.commandLine().getOut();
    try (Classifier classifier = loader.load(FileBatches.SIZE);
        Session session = classifier.newSession()) {
      OutcomePrinter printer =
          json ? new JsonPrinter(out, classifier.model()) : new TablePrinter(out, files);
      FileBatches batches =
          new FileBatches(session, loader.decoding().maxBytes(), spec.commandLine().getErr());
      batches.classify(files, printer);
      return batches.printTotals(out);
    }
  }
}
