package dev.imageclassifier.model.command;

import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.cli.Terminal;
import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.cli.VerboseOption;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.model.download.Downloader;
import dev.imageclassifier.model.download.PinnedFile;
import dev.imageclassifier.model.download.PublishedModel;
import dev.imageclassifier.model.install.Installer;
import dev.imageclassifier.model.install.ModelStore;
import dev.imageclassifier.runtime.bundle.BundleDraft;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

/** {@code model pull}: downloads a published model. The only command that uses the internet. */
@Command(
    name = "pull",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Downloads a model from DJL's model zoo, verifies its digests and installs it.",
    footer = {
      "",
      "Run the command again to resume an interrupted download. TorchScript is code, and the",
      "command runs the model once.",
      "",
      "Example:",
      "  model pull resnet18"
    })
final class PullCommand implements Callable<Integer> {
  private static final Duration STALL_TIMEOUT = Duration.ofSeconds(30);

  private final List<PublishedModel> models;

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "Model to download, see `model list`.")
  String name;

  @Option(
      names = "--repository",
      paramLabel = "DIR|URL",
      description = "Mirror with the directory layout of DJL's model zoo (default: the zoo).")
  String repository;

  @Mixin StoreOptions options;
  @Mixin VerboseOption verbose;

  /** Downloads the published models. */
  PullCommand() {
    this(PublishedModel.ALL);
  }

  PullCommand(List<PublishedModel> models) {
    this.models = models;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PublishedModel model = find();
    options.checkDigest(spec.commandLine());
    URI address = repository == null ? Downloader.DJL_MODEL_ZOO : mirror();
    try (ModelStore store = options.open();
        DownloadProgress progress =
            new DownloadProgress(spec.commandLine().getErr(), Terminal.isPresent())) {
      options.requireFree(store, name);
      Downloader downloader = new Downloader(address, store.partial(), STALL_TIMEOUT, progress);
      Path labels = download(downloader, model, model.labels());
      Path file = download(downloader, model, model.model());
      BundleDraft draft =
          BundleDraft.builder(model.name(), Files.readAllLines(labels))
              .version(model.version())
              .preprocessing(model.preprocessing())
              .licence(model.licence())
              .accuracy(model.accuracy())
              .card(ModelCards.downloaded(model, downloader.address(model.model())))
              .build();
      options.report(
          new Installer(store).install(file, options.sha256, draft), spec.commandLine().getOut());
    }
    return ExitCode.OK;
  }

  private PublishedModel find() {
    return models.stream()
        .filter(model -> model.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                usage(
                    "Unknown model '%s'. Available models: %s"
                        .formatted(
                            name,
                            models.stream()
                                .map(PublishedModel::name)
                                .collect(Collectors.joining(", ")))));
  }

  private URI mirror() {
    if (!repository.matches("[a-z]{2,}:.*")) {
      Path directory = Path.of(repository);
      if (!Files.isDirectory(directory)) {
        throw new UserError("--repository %s: no such directory.".formatted(repository));
      }
      return directory.toUri();
    }
    URI address;
    try {
      address = URI.create(repository);
    } catch (IllegalArgumentException e) {
      throw usage("Invalid --repository: expected a directory or a URL such as https://host/path/");
    }
    if (address.getUserInfo() != null) {
      // the client would not send it, and messages would show it
      throw usage("Invalid --repository: user names in a URL are not supported");
    }
    return address;
  }

  private static Path download(Downloader downloader, PublishedModel model, PinnedFile file)
      throws InterruptedException {
    try {
      return downloader.download(file);
    } catch (IOException e) {
      throw failure(downloader, model, downloader.address(file), e);
    }
  }

  private static UserError failure(
      Downloader downloader, PublishedModel model, URI address, IOException e) {
    String reason =
        ErrorText.rootCause(e) instanceof ConnectException || e instanceof ConnectException
            ? "no connection, check the network"
            : ErrorText.reason(e);
    return new UserError(
        ("Cannot download %s: %s. Run the command again to resume. Without network access, copy %s"
                + " and %s to this machine and run: model import %s --labels %s --name %s"
                + " --model-version %s")
            .formatted(
                address,
                reason,
                downloader.address(model.model()),
                downloader.address(model.labels()),
                model.model().name(),
                model.labels().name(),
                model.name(),
                model.version()),
        e);
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
