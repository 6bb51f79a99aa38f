package dev.imageclassifier.runtime.command;

import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.cli.Sentences;
import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.cli.VerboseOption;
import dev.imageclassifier.runtime.bundle.BundleException;
import dev.imageclassifier.runtime.bundle.BundleFinder;
import dev.imageclassifier.runtime.bundle.BundleReader;
import dev.imageclassifier.runtime.bundle.ModelBundle;
import dev.imageclassifier.runtime.bundle.Precision;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code model list}: the installed models. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the installed models, with their digests checked.",
    footer = {"", "Example:", "  model list"})
final class ListCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin VerboseOption verbose;

  @Override
  public Integer call() {
    BundleFinder finder = BundleFinder.fromEnvironment();
    List<Path> installed = finder.installed();
    if (installed.isEmpty()) {
      throw new UserError(
          "No model is installed; searched: "
              + finder.places().stream().map(Path::toString).collect(Collectors.joining(", "))
              + ". Point the variable "
              + BundleFinder.VARIABLE
              + " at a directory that holds model directories.");
    }
    TextTable table = new TextTable("NAME", "VERSION", "CLASSES", "INPUT", "PRECISIONS", "WHERE");
    PrintWriter err = spec.commandLine().getErr();
    int exit = ExitCode.OK;
    for (Path directory : installed) {
      try {
        ModelBundle bundle = BundleReader.read(directory);
        table.row(
            directory.getFileName().toString(),
            bundle.version(),
            String.valueOf(bundle.labels().size()),
            bundle.preprocessing().width() + "x" + bundle.preprocessing().height(),
            precisions(bundle),
            directory.toString());
      } catch (BundleException e) {
        err.println("model list: " + Sentences.printable(e.getMessage()));
        exit = ExitCode.FAILURE;
      }
    }
    table.print(spec.commandLine().getOut());
    err.flush();
    return exit;
  }

  static String precisions(ModelBundle bundle) {
    return new TreeSet<>(bundle.files().keySet())
        .stream().map(Precision::code).collect(Collectors.joining(", "));
  }
}
