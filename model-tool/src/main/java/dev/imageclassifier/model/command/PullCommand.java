package dev.imageclassifier.model.command;

import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.cli.VerboseOption;
import dev.imageclassifier.model.install.Installer;
import dev.imageclassifier.model.install.ModelStore;
import dev.imageclassifier.model.zoo.ZooClient;
import dev.imageclassifier.model.zoo.ZooClient.Fetched;
import dev.imageclassifier.model.zoo.ZooModel;
import dev.imageclassifier.runtime.bundle.BundleDraft;
import dev.imageclassifier.runtime.bundle.Precision;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code model pull}: a model from DJL's zoo; the one command that needs a network. */
@Command(
    name = "pull",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Fetches a model from DJL's model zoo, verifies it and installs it.",
    footer = {
      "",
      "A pull that was cut off goes on where it stopped. TorchScript is code: it runs once here.",
      "",
      "Example:",
      "  model pull resnet18"
    })
final class PullCommand implements Callable<Integer> {
  private static final int TOP_K = 3;

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "What to fetch; `model list` names what there is.")
  String name;

  @Option(
      names = "--repository",
      paramLabel = "DIR|URL",
      description = "A mirror of the zoo, laid out as the zoo is (default: the zoo itself).")
  String repository;

  @Mixin StoreOptions options;
  @Mixin VerboseOption verbose;

  @Override
  public Integer call() throws IOException {
    ZooModel model =
        ZooModel.named(name)
            .orElseThrow(
                () ->
                    usage(
                        "there is no model '"
                            + name
                            + "' to pull; there is: "
                            + ZooModel.ALL.stream()
                                .map(ZooModel::name)
                                .collect(Collectors.joining(", "))));
    if (options.badDigest() != null) {
      throw usage(options.badDigest());
    }
    URI mirror = repository == null ? null : mirror();
    try (ModelStore store = options.open()) {
      options.requireFree(store, name);
      ZooClient zoo =
          new ZooClient(
              mirror,
              store.fetched(),
              store.partial(),
              new DownloadLines(spec.commandLine().getErr()));
      Fetched fetched = zoo.fetch(model);
      requireImageNetOrder(model, fetched.labels());
      options.report(
          new Installer(store).install(fetched.model(), options.sha256, draft(model, fetched)),
          spec.commandLine().getOut());
    }
    return ExitCode.OK;
  }

  private URI mirror() {
    if (repository.matches("[a-z]{2,}:.*")) {
      return address();
    }
    Path directory = Path.of(repository);
    if (!Files.isDirectory(directory)) {
      throw new UserError("--repository " + repository + ": there is no such directory.");
    }
    return directory.toUri();
  }

  private URI address() {
    URI address;
    try {
      address = URI.create(repository);
    } catch (IllegalArgumentException e) {
      throw usage("--repository is no address: give a directory, or one like https://host/path/");
    }
    if (address.getUserInfo() != null) {
      // it would not be sent, and it would be printed
      throw usage("--repository holds a user name: give an address without one");
    }
    return address;
  }

  /** ImageNet's classes are in the order of their WordNet ids; others would give false labels. */
  private static void requireImageNetOrder(ZooModel model, List<String> labels) {
    boolean ordered = labels.size() == model.classes();
    for (int i = 0; ordered && i < labels.size(); i++) {
      ordered =
          labels.get(i).matches("n\\d{8} .*")
              && (i == 0 || labels.get(i - 1).compareTo(labels.get(i)) < 0);
    }
    if (!ordered) {
      throw new UserError(
          "The labels that the zoo has for "
              + model.name()
              + " are not the "
              + model.classes()
              + " classes in the order of their WordNet ids: nothing was installed.");
    }
  }

  private static BundleDraft draft(ZooModel model, Fetched fetched) {
    return new BundleDraft(
        model.name(),
        model.version(),
        Precision.FP32,
        model.numbers(),
        TOP_K,
        fetched.labels(),
        model.licence(),
        model.accuracy(),
        Cards.pulled(model, fetched.source()));
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
