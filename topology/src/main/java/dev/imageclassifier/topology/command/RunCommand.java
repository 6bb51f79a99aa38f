package dev.imageclassifier.topology.command;

import dev.imageclassifier.cli.RangeChecks;
import dev.imageclassifier.cli.Commands;
import dev.imageclassifier.cli.ConfigOption;
import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.cli.KafkaOptions;
import dev.imageclassifier.cli.LogOption;
import dev.imageclassifier.cli.ModelOptions;
import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.cli.VerboseOption;
import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.runtime.bundle.BundleException;
import dev.imageclassifier.runtime.decode.DecodeSettings;
import dev.imageclassifier.runtime.decode.DecoderUnavailableException;
import dev.imageclassifier.runtime.predict.Classifier;
import dev.imageclassifier.runtime.predict.ClassifierLoader;
import dev.imageclassifier.runtime.predict.Session;
import dev.imageclassifier.topology.ClassifierTopology;
import dev.imageclassifier.topology.batch.BatchSettings;
import dev.imageclassifier.topology.quarantine.IsolatedProcess;
import dev.imageclassifier.topology.reload.ModelWatch;
import dev.imageclassifier.topology.reload.ServedModel;
import dev.imageclassifier.topology.runner.Pipeline;
import dev.imageclassifier.topology.settings.Guarantee;
import dev.imageclassifier.topology.settings.InvalidSettingsException;
import dev.imageclassifier.topology.settings.PipelineSettings;
import dev.imageclassifier.topology.settings.StateDirectories;
import dev.imageclassifier.topology.settings.TopicPlan;
import dev.imageclassifier.topology.startup.BrokersUnreachable;
import dev.imageclassifier.topology.startup.StartCheck;
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

/** {@code run}: the classifier against a cluster, in the foreground. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = dev.imageclassifier.cli.Version.class,
    sortOptions = false,
    description = "Classifies the pictures of a topic until it is stopped (Ctrl-C or SIGTERM).",
    footer = {
      "",
      "Example:",
      "  run --bootstrap-server localhost:9092 --create-topics",
      "",
      "Each option can also be set in the environment (APP_INPUT_TOPIC for --input-topic) or in the",
      "--config file (input-topic=…); KAFKA_… variables become Kafka client properties.",
      "--check looks at everything, prints all problems and ends with 0 or 1."
    })
public final class RunCommand implements Callable<Integer> {
  private static final int MOST_PORTS = 65_535;

  @Spec CommandSpec spec;
  @Mixin KafkaOptions kafka;
  @Mixin ModelOptions model;
  @Mixin ConfigOption config;
  @Mixin LogOption log;
  @Mixin VerboseOption verbose;

  @Option(
      names = "--input-topic",
      paramLabel = "TOPIC",
      defaultValue = TopicNames.IMAGES,
      description = "Topic with the pictures (${DEFAULT-VALUE}).")
  String inputTopic;

  @Option(
      names = "--output-topic",
      paramLabel = "TOPIC",
      defaultValue = TopicNames.IMAGE_LABELS,
      description = "Topic for the labels (${DEFAULT-VALUE}).")
  String outputTopic;

  @Option(
      names = "--dead-letter-topic",
      paramLabel = "TOPIC",
      defaultValue = TopicNames.IMAGE_DEAD_LETTERS,
      description = "Topic for what cannot be classified (${DEFAULT-VALUE}).")
  String deadLetterTopic;

  @Option(
      names = "--application-id",
      paramLabel = "ID",
      defaultValue = "image-classifier",
      description =
          "Kafka Streams application id; its instances share the work (${DEFAULT-VALUE}).")
  String applicationId;

  @Option(
      names = "--guarantee",
      paramLabel = "GUARANTEE",
      defaultValue = "exactly_once_v2",
      description =
          "exactly_once_v2, or at_least_once: a crash may repeat outcomes (${DEFAULT-VALUE}).")
  Guarantee guarantee;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Stream threads, one predictor each (default: the cores at hand).")
  Integer threads;

  @Option(
      names = "--batch-size",
      paramLabel = "B",
      description = "Most pictures in one predict (default: 8, on a GPU 32).")
  Integer batchSize;

  @Option(
      names = "--look-ahead-bytes",
      paramLabel = "BYTES",
      description =
          "Most encoded bytes that a thread's look-ahead remembers"
              + " (default: 64 MiB, or one picture of --max-bytes if that is more).")
  Long lookAheadBytes;

  @Option(
      names = "--crash-limit",
      defaultValue = "3",
      paramLabel = "N",
      description =
          "After the process died N times on a record, another process tries it, and the record is"
              + " set aside if that dies too (${DEFAULT-VALUE}).")
  int crashLimit;

  @Option(
      names = "--state-dir",
      paramLabel = "DIR",
      description = "Where crashes are remembered (default: a directory of the user's).")
  Path stateDirectory;

  @Option(names = "--create-topics", description = "Create topics that are missing.")
  boolean createTopics;

  @Option(
      names = "--partitions",
      defaultValue = "4",
      paramLabel = "N",
      description = "Partitions of topics that --create-topics makes (${DEFAULT-VALUE}).")
  int partitions;

  @Option(
      names = "--replication-factor",
      defaultValue = "-1",
      paramLabel = "N",
      description = "Replicas of topics that --create-topics makes (default: the cluster's).")
  short replicationFactor;

  @Option(
      names = "--http-port",
      defaultValue = "8081",
      paramLabel = "PORT",
      description =
          "Port of /livez, /readyz and /metrics; 0 for any, -1 for none (${DEFAULT-VALUE}).")
  int httpPort;

  @Option(
      names = "--model-watch",
      description =
          "Take another model over while running when the model's directory is switched to it.")
  boolean modelWatch;

  @Option(
      names = "--describe-topology",
      description = "Print the description of the Kafka Streams topology and exit.")
  boolean describeTopology;

  @Option(
      names = "--trial",
      hidden = true,
      description = "Classify one picture from standard input and exit.")
  boolean trial;

  @Option(
      names = "--check",
      description =
          "Check brokers, topics, permissions and model, print every problem, start nothing.")
  boolean check;

  /** Runs the command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(Commands.run(new RunCommand(), arguments));
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (describeTopology) {
      PrintWriter out = spec.commandLine().getOut();
      out.print(ClassifierTopology.describe(topics()));
      out.flush();
      return ExitCode.OK;
    }
    if (trial) {
      return attendTrial();
    }
    if (check) {
      return check();
    }
    PipelineSettings settings = settings();
    ClassifierLoader loader = loader(new RangeChecks());
    StartReport.settings(spec, settings);
    String stamp = modelWatch ? stamp(loader) : "";
    try (Classifier classifier = load(loader, batchSize);
        ModelWatch watch =
            new ModelWatch(loader::stamp, () -> load(loader, batchSize), classifier, stamp);
        Pipeline pipeline = Pipeline.start(settings, ServedModel.of(classifier).with(newTrial()))) {
      Thread stop = new Thread(pipeline::close, "stop");
      Runtime.getRuntime().addShutdownHook(stop);
      StartReport.started(settings, classifier.identity(), pipeline.httpPort());
      if (modelWatch) {
        watch.start(pipeline, ModelWatch.INTERVAL);
      }
      var failure = pipeline.await();
      if (failure.isPresent()) {
        throw new UserError(StartReport.failure(failure.get()), failure.get());
      }
      return ExitCode.OK;
    } catch (InvalidSettingsException
        | BrokersUnreachable
        | IllegalStateException
        | UncheckedIOException e) {
      throw new UserError(e.getMessage(), e);
    }
  }

  /** Before the model is loaded: a switch in between is then noticed afterwards. */
  private static String stamp(ClassifierLoader loader) {
    try {
      return loader.stamp();
    } catch (IOException e) {
      return ""; // loading says why
    } catch (BundleException e) {
      throw new UserError(e.getMessage(), e);
    }
  }

  /** Reads the model options; an invalid value is added to {@code bounds}. */
  private ClassifierLoader loader(RangeChecks checks) {
    return ClassifierLoader.of(model.values(), checks::add);
  }

  private static Classifier load(ClassifierLoader loader, Integer batchSize) {
    try {
      return loader.load(loader.batchSize(batchSize));
    } catch (BundleException | DecoderUnavailableException e) {
      throw new UserError(e.getMessage(), e);
    }
  }

  private IsolatedProcess newTrial() {
    List<String> arguments = new ArrayList<>(spec.commandLine().getParseResult().originalArgs());
    arguments.add("--trial");
    return new IsolatedProcess(RunCommand.class, arguments);
  }

  private int attendTrial() throws IOException {
    RangeChecks checks = new RangeChecks();
    ClassifierLoader loader = loader(checks);
    checks.throwIfInvalid(spec.commandLine());
    try (Classifier classifier = load(loader, 1);
        Session session = classifier.newSession()) {
      IsolatedProcess.attend(System.in, session, classifier.identity(), System.out);
      return ExitCode.OK;
    }
  }

  /** As much as can be looked at, whatever else is wrong. */
  private int check() throws InterruptedException {
    RangeChecks checks = new RangeChecks();
    Optional<PipelineSettings> settings = Optional.empty();
    try {
      settings = Optional.of(settings(checks));
    } catch (UserError | IllegalArgumentException e) {
      checks.add(e.getMessage());
    }
    List<String> problems = new ArrayList<>(checks.problems());
    if (settings.isPresent()) {
      problems.addAll(StartCheck.problems(settings.get()));
    }
    ClassifierLoader loader = loader(new RangeChecks());
    try {
      if (checks.problems().isEmpty()) {
        load(loader, batchSize).close();
      } else {
        loader.bundle();
      }
    } catch (UserError | BundleException e) {
      problems.add(e.getMessage());
    }
    PrintWriter out = spec.commandLine().getOut();
    problems.forEach(problem -> out.println(ErrorText.printable(problem)));
    out.println(problems.isEmpty() ? "ok" : "problems: " + problems.size());
    out.flush();
    return problems.isEmpty() ? ExitCode.OK : ExitCode.FAILURE;
  }

  private PipelineSettings settings() {
    RangeChecks checks = new RangeChecks();
    try {
      PipelineSettings settings = settings(checks);
      checks.throwIfInvalid(spec.commandLine());
      return settings;
    } catch (IllegalArgumentException e) {
      checks.add(e.getMessage());
      checks.throwIfInvalid(spec.commandLine());
      throw e;
    }
  }

  /**
   * The settings, with the nearest that is allowed in position of what is out of checks.
   *
   * @throws IllegalArgumentException when two topics are the same, or the application id is no name
   * @throws UserError when no broker is named
   */
  private PipelineSettings settings(RangeChecks checks) {
    ClassifierLoader loader = loader(checks);
    DecodeSettings reading = loader.decoding();
    int cores = Runtime.getRuntime().availableProcessors();
    int stream = checks.atLeast("--threads", threads == null ? cores : threads, 1);
    long batch = checks.within("--batch-size", loader.batchSize(batchSize), 1, BatchSettings.MOST);
    long ahead = checks.within("--look-ahead-bytes", lookAhead(reading), 1, Long.MAX_VALUE);
    int crashes = checks.atLeast("--crash-limit", crashLimit, 1);
    int made = checks.atLeast("--partitions", partitions, 1);
    short copies = replicationFactor;
    if (copies != -1) {
      copies = (short) checks.atLeast("--replication-factor", copies, 1);
    }
    if (!applicationId.matches("[A-Za-z0-9._-]{1,200}") || applicationId.matches("\\.+")) {
      throw new IllegalArgumentException(
          "--application-id is '"
              + applicationId
              + "': give up to 200 letters, digits, dots, underscores and hyphens");
    }
    int port = (int) checks.within("--http-port", httpPort, -1, MOST_PORTS);
    return new PipelineSettings(
        kafka.clientProperties(),
        topics(),
        new TopicPlan(createTopics, made, copies),
        applicationId,
        guarantee,
        stream,
        new BatchSettings((int) batch, ahead, crashes),
        reading,
        port < 0 ? OptionalInt.empty() : OptionalInt.of(port),
        stateDirectory == null
            ? StateDirectories.ofUser(applicationId)
            : stateDirectory.resolve(applicationId));
  }

  private TopicNames topics() {
    return new TopicNames(inputTopic, outputTopic, deadLetterTopic);
  }

  private long lookAhead(DecodeSettings reading) {
    return lookAheadBytes == null
        ? Math.max(BatchSettings.DEFAULT_LOOK_AHEAD_BYTES, reading.maxBytes())
        : lookAheadBytes;
  }
}
