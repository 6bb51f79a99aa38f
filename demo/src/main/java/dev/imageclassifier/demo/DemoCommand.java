package dev.imageclassifier.demo;

import dev.imageclassifier.cli.Commands;
import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.cli.ModelOptions;
import dev.imageclassifier.cli.RangeChecks;
import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.cli.VerboseOption;
import dev.imageclassifier.cli.Version;
import dev.imageclassifier.runtime.bundle.BundleException;
import dev.imageclassifier.runtime.decode.DecodeSettings;
import dev.imageclassifier.runtime.decode.DecoderUnavailableException;
import dev.imageclassifier.runtime.predict.Classifier;
import dev.imageclassifier.runtime.predict.ClassifierLoader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: the whole pipeline in one process. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description =
        "Runs broker, classifier and publisher in one process, and accounts for each picture.",
    footer = {
      "",
      "Standard output: a table, then the totals as one line of JSON.",
      "Exit code 0 when published = labelled + dead-lettered.",
      "",
      "Examples:",
      "  demo --once",
      "  demo --pictures ~/Pictures --model starter --report outcomes.jsonl"
    })
public final class DemoCommand implements Callable<Integer> {
  private static final int MAX_THREADS = 256;
  private static final int MAX_PORT = 65_535;
  private static final int USUAL_PORT = 8080;

  @Spec CommandSpec spec;

  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      description = "Folder of pictures to publish (default: a dozen that the demo draws).")
  Path pictures;

  @Mixin ModelOptions model;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Stream threads, one predictor each (default: the cores at hand).")
  Integer threads;

  @Option(names = "--once", description = "End when every picture is accounted for.")
  boolean once;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description =
          "Port of the web page, 0 for any, -1 for no page (default: 8080, or any where that is"
              + " taken; no page with --once).")
  Integer port;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Writes what became of each picture there, as JSON Lines.")
  Path report;

  @Mixin VerboseOption verbose;

  /** Runs the command and exits with its code. */
  public static void main(String... arguments) {
    System.exit(Commands.run(new DemoCommand(), arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    DemoSettings settings = settings();
    Progress progress = new Progress(spec.commandLine().getErr(), Terminal.isThere());
    try (StopSignal stop = StopSignal.install();
        Report file = report == null ? null : Report.open(report);
        Classifier classifier = load()) {
      progress.say(
          "model " + classifier.identity().name() + ", " + classifier.identity().precision());
      Demo demo =
          new Demo(
              settings,
              Optional.ofNullable(file),
              spec.commandLine().getOut(),
              progress,
              stop::asked);
      Totals totals = demo.run(classifier);
      if (!totals.balanced()) {
        throw new UserError("The account does not balance: " + totals.toSentence());
      }
      return ExitCode.OK;
    }
  }

  private Classifier load() {
    try {
      return ClassifierLoader.of(model.values(), problem -> {}).load(DemoSettings.BATCH);
    } catch (BundleException | DecoderUnavailableException e) {
      throw new UserError(e.getMessage(), e);
    }
  }

  private DemoSettings settings() {
    RangeChecks checks = new RangeChecks();
    int cores = Runtime.getRuntime().availableProcessors();
    long used = checks.within("--threads", threads == null ? cores : threads, 1, MAX_THREADS);
    DecodeSettings reading = ClassifierLoader.of(model.values(), checks::add).decoding();
    if (port != null) {
      checks.within("--port", port, -1, MAX_PORT);
    }
    checks.throwIfInvalid(spec.commandLine());
    if (pictures != null && !(Files.isDirectory(pictures) && Files.isReadable(pictures))) {
      throw new UserError(
          "The folder "
              + pictures
              + (Files.exists(pictures) ? " cannot be read as a folder" : " does not exist")
              + ": give --pictures a folder of pictures.");
    }
    return new DemoSettings(Optional.ofNullable(pictures), (int) used, reading, once, page());
  }

  private OptionalInt page() {
    if (port != null) {
      return port < 0 ? OptionalInt.empty() : OptionalInt.of(port);
    }
    return once ? OptionalInt.empty() : OptionalInt.of(isFree(USUAL_PORT) ? USUAL_PORT : 0);
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
