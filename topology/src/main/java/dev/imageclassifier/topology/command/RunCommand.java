package dev.imageclassifier.topology.command;

import dev.imageclassifier.cli.Commands;
import dev.imageclassifier.cli.ConfigOption;
import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.cli.KafkaOptions;
import dev.imageclassifier.cli.LogOption;
import dev.imageclassifier.cli.ModelOptions;
import dev.imageclassifier.cli.RangeChecks;
import dev.imageclassifier.cli.TopicOptions;
import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.cli.VerboseOption;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.contract.error.ExplainedFailure;
import dev.imageclassifier.runtime.predict.Classifier;
import dev.imageclassifier.runtime.predict.ClassifierLoader;
import dev.imageclassifier.topology.batch.BatchSettings;
import dev.imageclassifier.topology.quarantine.IsolatedProcess;
import dev.imageclassifier.topology.quarantine.IsolatedRetryMain;
import dev.imageclassifier.topology.reload.ModelWatch;
import dev.imageclassifier.topology.reload.ServedModel;
import dev.imageclassifier.topology.runner.Pipeline;
import dev.imageclassifier.topology.settings.Guarantee;
import dev.imageclassifier.topology.settings.PipelineSettings;
import dev.imageclassifier.topology.settings.TopicCreation;
import dev.imageclassifier.topology.startup.StartupCheck;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code run}: runs the classifier in the foreground. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = dev.imageclassifier.cli.Version.class,
    sortOptions = false,
    description = "Classifies the images of a topic until it is stopped (Ctrl-C or SIGTERM).",
    footer = {
      "",
      "Example:",
      "  run --bootstrap-server localhost:9092 --create-topics",
      "",
      "Each option can also be set in the environment (APP_INPUT_TOPIC for --input-topic) or in the",
      "--config file (input-topic=…); KAFKA_… variables become Kafka client properties.",
      "--check prints all problems and exits with 0 if there are none, else with 1."
    })
public final class RunCommand implements Callable<Integer> {
  private static final int MAX_PORT = 65_535;

  @Spec CommandSpec spec;
  @Mixin KafkaOptions kafka;
  @Mixin TopicOptions topics;
  @Mixin ModelOptions model;
  @Mixin ConfigOption config;
  @Mixin LogOption log;
  @Mixin VerboseOption verbose;

  @Option(
      names = "--application-id",
      paramLabel = "ID",
      defaultValue = "image-classifier",
      description =
          "Kafka Streams application id; instances with the same id share the work (${DEFAULT-VALUE}).")
  String applicationId;

  @Option(
      names = "--guarantee",
      paramLabel = "GUARANTEE",
      defaultValue = "exactly_once_v2",
      description =
          "Processing guarantee: exactly_once_v2 or at_least_once. With at_least_once, a crash may"
              + " repeat outcomes (${DEFAULT-VALUE}).")
  Guarantee guarantee;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Stream threads, one predictor each (default: the number of cores).")
  Integer threads;

  @Option(
      names = "--batch-size",
      paramLabel = "B",
      description = "Largest number of images in one predict call (default: 8, on a GPU 32).")
  Integer batchSize;

  @Option(
      names = "--look-ahead-bytes",
      paramLabel = "BYTES",
      description =
          "Limit for the encoded bytes in the look-ahead of a thread"
              + " (default: 64 MiB, or --max-bytes if that is more).")
  Long lookAheadBytes;

  @Option(
      names = "--crash-limit",
      defaultValue = "3",
      paramLabel = "N",
      description =
          "After N crashes on a record, another process retries it; if that crashes too, the record"
              + " becomes a dead letter (${DEFAULT-VALUE}).")
  int crashLimit;

  @Option(
      names = "--state-dir",
      paramLabel = "DIR",
      description =
          "Directory for the instance id, the lock and the crash counts"
              + " (default: in ~/.local/state).")
  Path stateDirectory;

  @Option(names = "--create-topics", description = "Create missing topics.")
  boolean createTopics;

  @Option(
      names = "--partitions",
      defaultValue = "4",
      paramLabel = "N",
      description = "Partitions of topics that --create-topics creates (${DEFAULT-VALUE}).")
  int partitions;

  @Option(
      names = "--replication-factor",
      defaultValue = "-1",
      paramLabel = "N",
      description =
          "Replicas of topics that --create-topics creates (default: that of the cluster).")
  short replicationFactor;

  @Option(
      names = "--http-port",
      defaultValue = "8081",
      paramLabel = "PORT",
      description =
          "Port of /livez, /readyz and /metrics; 0 for any free port, -1 for none (${DEFAULT-VALUE}).")
  int httpPort;

  @Option(names = "--model-watch", description = "Reload the model when its directory changes.")
  boolean modelWatch;

  @Option(
      names = "--check",
      description = "Check brokers, topics, permissions and model, print all problems, and exit.")
  boolean check;

  /** Runs the command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(Commands.run(new RunCommand(), arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    return check ? check() : run();
  }

  private int run() throws InterruptedException {
    RangeChecks ranges = new RangeChecks();
    ClassifierLoader loader = ClassifierLoader.of(model.values(), ranges::add);
    PipelineSettings settings = validSettings(loader, ranges);
    StartLog.settings(spec, settings);
    int maxBatch = settings.batch().batchSize();
    String fingerprint = modelWatch ? fingerprint(loader) : "";
    try (Classifier classifier = loader.load(maxBatch);
        ModelWatch watch =
            new ModelWatch(
                loader::fingerprint, () -> loader.load(maxBatch), classifier, fingerprint);
        Pipeline pipeline =
            Pipeline.start(
                settings, ServedModel.of(classifier).withIsolatedRetries(isolatedProcess()))) {
      Runtime.getRuntime().addShutdownHook(new Thread(pipeline::close, "stop"));
      StartLog.started(settings, classifier.model(), pipeline.httpPort());
      if (modelWatch) {
        watch.start(pipeline.model(), ModelWatch.INTERVAL);
      }
      Optional<Throwable> failure = pipeline.await();
      if (failure.isPresent()) {
        throw new UserError(StartLog.failure(failure.get()), failure.get());
      }
      return ExitCode.OK;
    } catch (IllegalStateException | UncheckedIOException e) {
      throw new UserError(e.getMessage(), e);
    }
  }

  /** Called before the model is loaded, so that the watch detects a change during the loading. */
  private static String fingerprint(ClassifierLoader loader) {
    try {
      return loader.fingerprint();
    } catch (IOException e) {
      return ""; // loading reports the reason
    }
  }

  private IsolatedProcess isolatedProcess() {
    return new IsolatedProcess(
        IsolatedRetryMain.class,
        model.values().entrySet().stream()
            .map(option -> option.getKey() + "=" + option.getValue())
            .toList());
  }

  /** Continues after each problem, so that one call reports as many problems as possible. */
  private int check() throws InterruptedException {
    RangeChecks ranges = new RangeChecks();
    ClassifierLoader loader = ClassifierLoader.of(model.values(), ranges::add);
    Optional<PipelineSettings> settings = Optional.empty();
    try {
      settings = Optional.of(settings(loader, ranges));
    } catch (UserError | IllegalArgumentException e) {
      ranges.add(e.getMessage());
    }
    List<String> problems = new ArrayList<>(ranges.problems());
    if (settings.isPresent()) {
      problems.addAll(StartupCheck.problems(settings.get()));
    }
    try {
      if (ranges.problems().isEmpty()) {
        loader.load(loader.batchSize(batchSize)).close();
      } else {
        var unused = loader.bundle();
      }
    } catch (RuntimeException e) {
      if (!(e instanceof ExplainedFailure)) {
        throw e;
      }
      problems.add(e.getMessage());
    }
    PrintWriter out = spec.commandLine().getOut();
    problems.forEach(problem -> out.println(ErrorText.printable(problem)));
    out.println(problems.isEmpty() ? "ok" : "problems: " + problems.size());
    out.flush();
    return problems.isEmpty() ? ExitCode.OK : ExitCode.FAILURE;
  }

  private PipelineSettings validSettings(ClassifierLoader loader, RangeChecks ranges) {
    try {
      PipelineSettings settings = settings(loader, ranges);
      ranges.throwIfInvalid(spec.commandLine());
      return settings;
    } catch (IllegalArgumentException e) {
      ranges.add(e.getMessage());
      ranges.throwIfInvalid(spec.commandLine());
      throw e;
    }
  }

  /**
   * Returns the settings; a number out of range is added to {@code ranges} and replaced by the
   * nearest valid number.
   *
   * @throws IllegalArgumentException when a topic name or the application id is invalid
   * @throws UserError when no broker is given
   */
  private PipelineSettings settings(ClassifierLoader loader, RangeChecks ranges) {
    int cores = Runtime.getRuntime().availableProcessors();
    int threadCount = ranges.atLeast("--threads", threads == null ? cores : threads, 1);
    int port = (int) ranges.within("--http-port", httpPort, -1, MAX_PORT);
    TopicCreation creation = topicCreation(ranges);
    BatchSettings batch = batch(loader, ranges);
    PipelineSettings.Builder settings =
        PipelineSettings.builder()
            .client(kafka.clientProperties())
            .topics(topics.names())
            .topicCreation(creation)
            .applicationId(applicationId)
            .guarantee(guarantee)
            .threads(threadCount)
            .batch(batch)
            .decoding(loader.decoding())
            .httpPort(port < 0 ? OptionalInt.empty() : OptionalInt.of(port));
    return stateDirectory == null
        ? settings.build()
        : settings.stateDirectory(stateDirectory.resolve(applicationId)).build();
  }

  private TopicCreation topicCreation(RangeChecks ranges) {
    int replicas =
        replicationFactor == -1 ? -1 : ranges.atLeast("--replication-factor", replicationFactor, 1);
    return TopicCreation.builder()
        .enabled(createTopics)
        .partitions(ranges.atLeast("--partitions", partitions, 1))
        .replicationFactor((short) replicas)
        .build();
  }

  private BatchSettings batch(ClassifierLoader loader, RangeChecks ranges) {
    long lookAhead =
        lookAheadBytes == null
            ? Math.max(BatchSettings.DEFAULT_LOOK_AHEAD_BYTES, loader.decoding().maxBytes())
            : lookAheadBytes;
    long size =
        ranges.within("--batch-size", loader.batchSize(batchSize), 1, BatchSettings.MAX_BATCH_SIZE);
    return BatchSettings.builder()
        .batchSize((int) size)
        .lookAheadBytes(ranges.within("--look-ahead-bytes", lookAhead, 1, Long.MAX_VALUE))
        .crashLimit(ranges.atLeast("--crash-limit", crashLimit, 1))
        .build();
  }
}
