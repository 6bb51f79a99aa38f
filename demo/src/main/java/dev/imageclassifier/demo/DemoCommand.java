package dev.imageclassifier.demo;

import dev.imageclassifier.cli.Commands;
import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.cli.ModelOptions;
import dev.imageclassifier.cli.RangeChecks;
import dev.imageclassifier.cli.ShutdownSignal;
import dev.imageclassifier.cli.Terminal;
import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.cli.VerboseOption;
import dev.imageclassifier.cli.Version;
import dev.imageclassifier.ingest.run.RunReport;
import dev.imageclassifier.runtime.predict.Classifier;
import dev.imageclassifier.runtime.predict.ClassifierLoader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: runs the whole pipeline in one process. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description =
        "Runs broker, classifier and publisher in one process and prints the outcome of each image.",
    footer = {
      "",
      "Standard output: a table, then one line of JSON with the totals.",
      "The exit code is 0 if published = labelled + dead-lettered, else 1.",
      "",
      "Examples:",
      "  demo --once",
      "  demo --images ~/Pictures --model starter --report outcomes.jsonl"
    })
public final class DemoCommand implements Callable<Integer> {
  private static final int DEFAULT_PORT = 8080;

  /** Longest time that the process needs to stop after a signal. */
  private static final Duration STOP_LIMIT = Duration.ofMinutes(1);

  @Spec CommandSpec spec;

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description = "Directory of images to publish (default: the images of the project).")
  Path images;

  @Mixin ModelOptions model;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Stream threads with one predictor each (default: the number of cores).")
  Integer threads;

  @Option(names = "--once", description = "End when every image has an outcome.")
  boolean once;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description =
          "Port of the web page; 0 for any free port, -1 for no page (default: 8080, or any free"
              + " port if 8080 is in use; no page with --once).")
  Integer port;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write the outcome of each image to this file, as JSON Lines.")
  Path report;

  @Mixin VerboseOption verbose;

  /** Runs the command and exits with its code. */
  public static void main(String... arguments) {
    System.exit(Commands.run(new DemoCommand(), arguments));
  }

  @Override
  @SuppressWarnings("try") // the signal handler is active while it is open
  public Integer call() throws InterruptedException {
    DemoSettings settings = settings();
    try (DemoProgress progress =
            new DemoProgress(spec.commandLine().getErr(), Terminal.isPresent());
        Classifier classifier = load()) {
      Demo demo = new Demo(settings, spec.commandLine().getOut(), progress);
      try (ShutdownSignal signal = ShutdownSignal.install(demo::stop, STOP_LIMIT)) {
        progress.message(
            "model %s, %s".formatted(classifier.model().name(), classifier.model().precision()));
        demo.run(classifier);
      }
      return ExitCode.OK;
    }
  }

  private Classifier load() {
    return ClassifierLoader.of(model.values(), problem -> {}).load(DemoSettings.BATCH_SIZE);
  }

  private DemoSettings settings() {
    RangeChecks checks = new RangeChecks();
    DemoSettings.Builder builder = DemoSettings.builder();
    if (threads != null) {
      builder.threads((int) checks.within("--threads", threads, 1, DemoSettings.MAX_THREADS));
    }
    if (port != null) {
      checks.within("--port", port, -1, DemoSettings.MAX_PORT);
    }
    builder.decoding(ClassifierLoader.of(model.values(), checks::add).decoding());
    checks.throwIfInvalid(spec.commandLine());
    if (images != null && !(Files.isDirectory(images) && Files.isReadable(images))) {
      throw new UserError(
          "%s: %s. Choose a directory of images with --images."
              .formatted(
                  Files.exists(images) ? "Not a readable directory" : "No such directory", images));
    }
    if (report != null) {
      RunReport.open(report).close(); // fails before the demo starts
    }
    return builder.images(images).once(once).port(pagePort()).report(report).build();
  }

  private OptionalInt pagePort() {
    if (port != null) {
      return port < 0 ? OptionalInt.empty() : OptionalInt.of(port);
    }
    return once ? OptionalInt.empty() : OptionalInt.of(isFree(DEFAULT_PORT) ? DEFAULT_PORT : 0);
  }

  private static boolean isFree(int candidate) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true); // as the web server does
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), candidate));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
