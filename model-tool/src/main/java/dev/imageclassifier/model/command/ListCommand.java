package dev.imageclassifier.model.command;

import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.cli.TextTable;
import dev.imageclassifier.cli.VerboseOption;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.model.download.PublishedModel;
import dev.imageclassifier.runtime.bundle.BundleException;
import dev.imageclassifier.runtime.bundle.BundleFinder;
import dev.imageclassifier.runtime.bundle.BundleReader;
import dev.imageclassifier.runtime.bundle.ModelBundle;
import dev.imageclassifier.runtime.bundle.Precision;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code model list}: lists the installed models and those that can be downloaded. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description =
        "Lists the installed models, after verifying their digests, and the downloadable ones.",
    footer = {"", "Example:", "  model list"})
final class ListCommand implements Callable<Integer> {
  private static final double MB = 1e6;

  @Spec CommandSpec spec;
  @Mixin VerboseOption verbose;

  @Override
  public Integer call() {
    TextTable table =
        new TextTable(
            "NAME",
            "VERSION",
            "CLASSES",
            "INPUT",
            "PRECISIONS",
            "SIZE",
            "LICENCE",
            "ACCURACY",
            "DIRECTORY");
    PrintWriter err = spec.commandLine().getErr();
    int exit = ExitCode.OK;
    Set<String> names = new HashSet<>();
    BundleFinder finder = BundleFinder.fromEnvironment();
    for (Path directory : finder.installed()) {
      names.add(directory.getFileName().toString());
      try {
        table.row(installed(directory, finder.find(directory.toString())));
      } catch (BundleException e) {
        err.println("model list: " + ErrorText.printable(e.getMessage()));
        exit = ExitCode.FAILURE;
      }
    }
    PublishedModel.ALL.stream()
        .filter(model -> !names.contains(model.name()))
        .forEach(model -> table.row(downloadable(model)));
    table.print(spec.commandLine().getOut());
    err.flush();
    return exit;
  }

  private static String[] installed(Path directory, Path latest) {
    ModelBundle bundle = BundleReader.read(latest);
    return new String[] {
      directory.getFileName().toString(),
      bundle.version(),
      String.valueOf(bundle.labels().size()),
      bundle.preprocessing().width() + "x" + bundle.preprocessing().height(),
      precisions(bundle),
      megabytes(bundle.files().values().stream().mapToLong(ListCommand::size).sum() / MB),
      bundle.licence().isEmpty() ? "-" : bundle.licence(),
      bundle.accuracy().isEmpty() ? "-" : bundle.accuracy(),
      latest.toString()
    };
  }

  private static String[] downloadable(PublishedModel model) {
    return new String[] {
      model.name(),
      model.version(),
      String.valueOf(model.classes()),
      model.preprocessing().width() + "x" + model.preprocessing().height(),
      Precision.FP32.code(),
      megabytes(model.model().bytes() / MB),
      model.licence(),
      model.accuracy(),
      "not installed, use: model pull " + model.name()
    };
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new BundleException(
          "Cannot read the model file %s: %s.".formatted(file, ErrorText.reason(e)), e);
    }
  }

  private static String megabytes(double size) {
    return String.format(Locale.ROOT, "%.1f MB", size);
  }

  static String precisions(ModelBundle bundle) {
    return new TreeSet<>(bundle.files().keySet())
        .stream().map(Precision::code).collect(Collectors.joining(", "));
  }
}
