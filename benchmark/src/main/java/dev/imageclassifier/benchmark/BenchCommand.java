package dev.imageclassifier.benchmark;

import dev.imageclassifier.benchmark.kafka.PipelineFactory;
import dev.imageclassifier.benchmark.kafka.PipelineProcesses;
import dev.imageclassifier.benchmark.kafka.PipelineServer;
import dev.imageclassifier.benchmark.measure.BenchmarkSettings;
import dev.imageclassifier.benchmark.measure.ImageSet;
import dev.imageclassifier.benchmark.measure.Row;
import dev.imageclassifier.benchmark.soak.Soak;
import dev.imageclassifier.benchmark.soak.SoakResult;
import dev.imageclassifier.cli.ChildJvm;
import dev.imageclassifier.cli.Commands;
import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.cli.ModelOptions;
import dev.imageclassifier.cli.RangeChecks;
import dev.imageclassifier.cli.ShutdownSignal;
import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.cli.VerboseOption;
import dev.imageclassifier.cli.Version;
import dev.imageclassifier.embedded.TemporaryDirectory;
import dev.imageclassifier.runtime.bundle.ModelBundle;
import dev.imageclassifier.runtime.predict.Classifier;
import dev.imageclassifier.runtime.predict.ClassifierLoader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench}: measures throughput and latency, or with {@code --soak} memory. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = "Measures each stage and the pipeline from topic to topic, side by side.",
    footer = {
      "",
      "Rows: a: predict. b: decode and preprocess. c: all in one loop without Kafka. d: topic to",
      "topic through a broker in a separate process, read_committed. d1: d with batches of 1. d2: d",
      "with two processes that have half of the threads each. e: DJL's stock translator with a new",
      "predictor for each image. l: latency at 5 images a second. With Python, flask, torch and",
      "torchvision: p: row b by Pillow and TorchVision on one thread. w: a plain web service, Flask",
      "and TorchVision's eager ResNet-18.",
      "",
      "Examples:",
      "  bench --quick",
      "  bench --model resnet18 --precision int8 --images ~/Pictures --json",
      "  bench --rows b,p --size 4000x3000 --count 40",
      "  bench --soak 50000"
    })
public final class BenchCommand implements Callable<Integer> {
  private static final String CLIENTS_LOG_LEVEL = "imageclassifier.clients.log.level";
  private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{1,3})x([1-9][0-9]{1,3})");

  /** Longest time that the process needs to stop after a signal. */
  private static final Duration STOP_LIMIT = Duration.ofMinutes(2);

  private static final int QUICK_COUNT = 96;
  private static final int QUICK_REPETITIONS = 2;
  private static final int QUICK_LATENCY_COUNT = 25;

  @Spec CommandSpec spec;

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description = "Directory of JPEG files (default: the images of the demo).")
  Path images;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      defaultValue = "500x375",
      description = "Size of the default images in pixels (${DEFAULT-VALUE}).")
  String size;

  @Mixin ModelOptions model;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of each row (default: the number of cores).")
  Integer threads;

  @Option(
      names = "--batch-size",
      paramLabel = "B",
      description = "Maximum number of images in one prediction (default: 8; 32 on a GPU).")
  Integer batchSize;

  @Option(
      names = "--partitions",
      defaultValue = "4",
      paramLabel = "N",
      description = "Partitions of each topic (${DEFAULT-VALUE}).")
  int partitions;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "Images in each repetition of a row (default: 400; 96 with --quick).")
  Integer count;

  @Option(
      names = "--latency-count",
      paramLabel = "N",
      description = "Images of row l (default: 300; 25 with --quick).")
  Integer latencyCount;

  @Option(
      names = "--repetitions",
      paramLabel = "R",
      description = "Repetitions of each row after a warm-up (default: 5; 2 with --quick).")
  Integer repetitions;

  @Option(names = "--quick", description = "Fewer images and repetitions: under two minutes.")
  boolean quick;

  @Option(
      names = "--rows",
      split = ",",
      paramLabel = "ROW",
      description =
          "Rows to measure, of a, b, c, d, d1, d2, e, l, p, w (default: all but d2, p, w).")
  List<String> rows = List.of();

  @Option(
      names = "--peers",
      description = "Also measure rows p and w; needs Python with flask, torch and torchvision.")
  boolean peers;

  @Option(
      names = "--python",
      paramLabel = "FILE",
      defaultValue = "python3",
      description = "Python interpreter for rows p and w (${DEFAULT-VALUE}).")
  String python;

  @Option(
      names = "--soak",
      paramLabel = "N",
      description =
          "Instead of rows: classify N images of mixed sizes and watch memory; exit code 1 if it"
              + " grows.")
  Long soak;

  @Option(names = "--serve", hidden = true, description = "Run as a process of row d2.")
  String bootstrapServers;

  @Option(names = "--json", description = "Print one JSON object; with --soak one for each sample.")
  boolean json;

  @Mixin VerboseOption verbose;

  /** Runs the command and exits with its code. */
  public static void main(String... arguments) {
    if (System.getProperty(CLIENTS_LOG_LEVEL) == null) {
      System.setProperty(CLIENTS_LOG_LEVEL, "ERROR"); // hides warnings about retried requests
    }
    System.exit(Commands.run(new BenchCommand(), arguments));
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    RangeChecks checks = new RangeChecks();
    ClassifierLoader loader = ClassifierLoader.of(model.values(), checks::add);
    BenchmarkSettings settings = settings(checks, loader);
    ImageSet imageSet = imageSet();
    try (ShutdownSignal signal = ShutdownSignal.install(() -> {}, STOP_LIMIT);
        Classifier classifier = loader.load(settings.batchSize());
        TemporaryDirectory directory = TemporaryDirectory.create("image-bench-")) {
      PipelineFactory pipelines =
          new PipelineFactory(classifier, settings, directory.path(), () -> requireRunning(signal));
      if (bootstrapServers != null) {
        return serve(pipelines, bootstrapServers);
      }
      return soak == null
          ? measure(pipelines, loader.bundle(), imageSet)
          : soak(pipelines, imageSet);
    }
  }

  /**
   * Threads must leave libtorch before the process exits: libtorch destroys its static objects at
   * exit, and a thread that still uses them crashes.
   */
  private static void requireRunning(ShutdownSignal signal) {
    if (signal.received()) {
      throw new UserError("The benchmark was interrupted.");
    }
  }

  private int measure(PipelineFactory pipelines, ModelBundle bundle, ImageSet imageSet)
      throws InterruptedException {
    try (Benchmark benchmark =
        new Benchmark(pipelines, bundle, imageSet, serverCommand(), this::progress)) {
      BenchmarkResult report = benchmark.run();
      if (json) {
        print(ReportJson.of(report));
      } else {
        ReportTable.lines(report).forEach(this::print);
      }
      if (!report.balanced()) {
        throw new UserError("At least one image has no outcome, or more than one.");
      }
      return ExitCode.OK;
    }
  }

  private int soak(PipelineFactory pipelines, ImageSet imageSet) throws InterruptedException {
    Soak run =
        new Soak(pipelines, imageSet, sample -> print(json ? sample.toJson() : sample.toText()));
    SoakResult result = run.run(soak);
    print(json ? result.toJson() : result.toText());
    if (!result.outcomes().balanced()) {
      throw new UserError("At least one image has no outcome, or more than one.");
    }
    return result.flat() ? ExitCode.OK : ExitCode.FAILURE;
  }

  private static int serve(PipelineFactory pipelines, String bootstrapServers) throws IOException {
    new PipelineServer(pipelines, bootstrapServers)
        .run(
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII)),
            new PrintWriter(System.out, true, StandardCharsets.US_ASCII));
    return ExitCode.OK;
  }

  /** This command with its own arguments, and an option that expects the address of the broker. */
  private List<String> serverCommand() {
    List<String> flags = new ArrayList<>(ChildJvm.ownFlags());
    // Properties may also have been set after the start of this JVM.
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("imageclassifier."))
        .forEach(name -> flags.add("-D" + name + "=" + System.getProperty(name)));
    List<String> command = ChildJvm.command(flags, BenchCommand.class);
    command.addAll(spec.commandLine().getParseResult().originalArgs());
    command.add("--serve");
    return command;
  }

  private void print(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  private void progress(String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("bench: " + message);
    err.flush();
  }

  private ImageSet imageSet() {
    if (images != null) {
      if (!Files.isDirectory(images)) {
        throw new UserError("No such directory: " + images + ". Choose another with --images.");
      }
      return ImageSet.of(images);
    }
    if (soak != null) {
      return ImageSet.mixedSizes();
    }
    Matcher matcher = SIZE.matcher(size);
    if (!matcher.matches()) {
      throw usage(
          "Invalid value for option '--size': '%s'. Use WIDTHxHEIGHT, such as 500x375"
              .formatted(size));
    }
    return ImageSet.ofSize(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  private BenchmarkSettings settings(RangeChecks checks, ClassifierLoader loader) {
    if (soak != null) {
      checks.within("--soak", soak, 1, Long.MAX_VALUE);
    }
    BenchmarkSettings.Builder builder = BenchmarkSettings.builder();
    if (quick) {
      builder.count(QUICK_COUNT).repetitions(QUICK_REPETITIONS).latencyCount(QUICK_LATENCY_COUNT);
    }
    if (threads != null) {
      builder.threads(checks.atLeast("--threads", threads, 1));
    }
    if (count != null) {
      builder.count(checks.atLeast("--count", count, 1));
    }
    if (quick) {
      builder.warmUpCount(count == null ? QUICK_COUNT : Math.max(1, count));
    }
    if (repetitions != null) {
      builder.repetitions(checks.atLeast("--repetitions", repetitions, 1));
    }
    if (latencyCount != null) {
      builder.latencyCount(checks.atLeast("--latency-count", latencyCount, 1));
    }
    builder
        .batchSize(checks.atLeast("--batch-size", loader.batchSize(batchSize), 1))
        .partitions(checks.atLeast("--partitions", partitions, 1))
        .decoding(loader.decoding())
        .rows(selectedRows())
        .python(python);
    checks.throwIfInvalid(spec.commandLine());
    return builder.build();
  }

  private Set<Row> selectedRows() {
    Set<Row> selected = EnumSet.noneOf(Row.class);
    for (String code : rows) {
      selected.add(
          Row.of(code)
              .orElseThrow(
                  () ->
                      usage(
                          "Invalid value for option '--rows': unknown row '%s'. Rows are %s"
                              .formatted(code, Row.codes()))));
    }
    if (selected.isEmpty()) {
      selected.addAll(EnumSet.allOf(Row.class));
      selected.removeIf(row -> !row.isDefault());
    }
    if (peers) {
      selected.addAll(EnumSet.of(Row.PILLOW, Row.WEB_SERVICE));
    }
    if (selected.contains(Row.TOPIC_PROCESSES) && partitions < PipelineProcesses.COUNT) {
      throw usage(
          "--partitions is %d, but row d2 needs at least %d: one for each process"
              .formatted(partitions, PipelineProcesses.COUNT));
    }
    return selected;
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
