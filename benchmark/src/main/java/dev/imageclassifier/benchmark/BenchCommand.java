package dev.imageclassifier.benchmark;

import dev.imageclassifier.cli.RangeChecks;
import dev.imageclassifier.cli.Commands;
import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.cli.ModelOptions;
import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.cli.VerboseOption;
import dev.imageclassifier.cli.Version;
import dev.imageclassifier.demo.StopSignal;
import dev.imageclassifier.demo.Workspace;
import dev.imageclassifier.runtime.bundle.BundleException;
import dev.imageclassifier.runtime.decode.DecoderUnavailableException;
import dev.imageclassifier.runtime.predict.Classifier;
import dev.imageclassifier.runtime.predict.ClassifierLoader;
import dev.imageclassifier.topology.settings.Guarantee;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

/** {@code bench}: how fast, and with {@code --soak} how steady. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = "Measures each stage, and the pipeline from topic to topic, side by side.",
    footer = {
      "",
      "Rows: a predict; b read + preprocess; c all in one loop without Kafka; d topic to topic",
      "through a broker in its own process, read_committed; d1 the same with batches of 1; d2 by two",
      "processes with half of the threads each; e DJL's stock translator, a new predictor per",
      "picture; l latency at 5 pictures a second. Where Python has flask, torch and torchvision:",
      "p what b does, by Pillow and TorchVision on one thread; w a plain web service, Flask and",
      "TorchVision's eager ResNet-18.",
      "",
      "Examples:",
      "  bench --quick",
      "  bench --model resnet18 --precision int8 --pictures ~/Pictures --json",
      "  bench --rows b,p --size 4000x3000 --count 40",
      "  bench --soak 50000"
    })
public final class BenchCommand implements Callable<Integer> {
  private static final String CLIENTS_LOG_LEVEL = "imageclassifier.clients.log.level";
  private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{1,3})x([1-9][0-9]{1,3})");
  private static final int COUNT = 400;
  private static final int QUICK_COUNT = 96;
  private static final int WARM_UP = 1500;
  private static final int REPETITIONS = 5;
  private static final int QUICK_REPETITIONS = 2;
  private static final int LATENCY_PICTURES = 300;
  private static final int QUICK_LATENCY_PICTURES = 25;

  @Spec CommandSpec spec;

  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      description = "Folder of JPEGs (default: ten that the benchmark draws).")
  Path pictures;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      defaultValue = "500x375",
      description = "Pixels of the pictures that it draws (${DEFAULT-VALUE}).")
  String size;

  @Mixin ModelOptions model;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of every row (default: the cores at hand).")
  Integer threads;

  @Option(
      names = "--batch-size",
      paramLabel = "B",
      description = "Most pictures in one predict (default: 8, on a GPU 32).")
  Integer batch;

  @Option(
      names = "--partitions",
      defaultValue = "4",
      paramLabel = "N",
      description = "Partitions of each topic (${DEFAULT-VALUE}).")
  int partitions;

  @Option(
      names = "--guarantee",
      defaultValue = "exactly_once_v2",
      description = "Of the rows from topic to topic: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  Guarantee guarantee;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "Pictures in each repetition of a row (default: 400; quick: 96).")
  Integer count;

  @Option(
      names = "--latency-count",
      paramLabel = "N",
      description = "Pictures of row l, five a second (default: 300; quick: 25).")
  Integer latencyCount;

  @Option(
      names = "--repetitions",
      paramLabel = "R",
      description = "Repetitions of each row, after one to warm up (default: 5; quick: 2).")
  Integer repetitions;

  @Option(names = "--quick", description = "Fewer pictures and repetitions: under two minutes.")
  boolean quick;

  @Option(
      names = "--rows",
      split = ",",
      paramLabel = "ROW",
      description = "Only these rows: a, b, c, d, d1, d2, e, l, p, w (default: all but d2, p, w).")
  List<String> rows = List.of();

  @Option(
      names = "--peers",
      description = "The rows p and w too; needs Python with flask, torch and torchvision.")
  boolean peers;

  @Option(
      names = "--python",
      paramLabel = "FILE",
      defaultValue = "python3",
      description = "The interpreter for p and w (${DEFAULT-VALUE}).")
  String python;

  @Option(
      names = "--against-batch-1",
      description = "Only topic to topic, batches beside batches of 1: --rows d,d1.")
  boolean againstBatch1;

  @Option(
      names = "--property",
      paramLabel = "KEY=VALUE",
      description = "One Kafka property of the pipeline. May be repeated.")
  Map<String, String> properties = new LinkedHashMap<>();

  @Option(
      names = "--variant",
      paramLabel = "KEY=VALUE[;…]",
      description = "One more row d with these Kafka properties, beside d. May be repeated.")
  List<String> variants = List.of();

  @Option(
      names = "--soak",
      paramLabel = "N",
      description = "Instead: N pictures of mixed sizes, watching memory; exit code 1 if it grows.")
  Long soak;

  @Option(names = "--serve", hidden = true, description = "Of row d2: one of its processes.")
  String broker;

  @Option(names = "--json", description = "One JSON object; with --soak one a line.")
  boolean json;

  @Mixin VerboseOption verbose;

  /** Runs the command and exits with its code. */
  public static void main(String... arguments) {
    if (System.getProperty(CLIENTS_LOG_LEVEL) == null) {
      System.setProperty(CLIENTS_LOG_LEVEL, "ERROR"); // they warn of what they repeat by themselves
    }
    System.exit(Commands.run(new BenchCommand(), arguments));
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    ClassifierLoader loader = loader();
    BenchSettings settings = settings(loader);
    Corpus corpus = corpus();
    PrintWriter out = spec.commandLine().getOut();
    try (StopSignal stop = StopSignal.install();
        Classifier classifier = load(loader)) {
      if (broker != null) {
        return serve(settings, classifier, stop);
      }
      if (soak != null) {
        return soak(settings, classifier, corpus, out, stop);
      }
      try (Bench bench =
          new Bench(
              spec.commandLine().getParseResult().originalArgs(),
              settings,
              loader.bundle(),
              classifier,
              corpus,
              this::say,
              stop::asked)) {
        Findings findings = bench.run();
        if (json) {
          out.println(BenchJson.of(findings));
        } else {
          BenchTable.lines(findings).forEach(out::println);
        }
        out.flush();
        if (!findings.balanced()) {
          throw new UserError("The account of a row does not balance.");
        }
        return ExitCode.OK;
      }
    }
  }

  private ClassifierLoader loader() {
    RangeChecks checks = new RangeChecks();
    ClassifierLoader loader = ClassifierLoader.of(model.values(), checks::add);
    checks.throwIfInvalid(spec.commandLine());
    return loader;
  }

  private Classifier load(ClassifierLoader loader) {
    try {
      return loader.load(loader.batchSize(batch));
    } catch (BundleException | DecoderUnavailableException e) {
      throw new UserError(e.getMessage(), e);
    }
  }

  private int serve(BenchSettings settings, Classifier classifier, StopSignal stop)
      throws IOException {
    try (Workspace workspace = Workspace.create()) {
      PipelineFactory pipelines =
          PipelineFactory.of(settings, classifier, workspace.path(), stop::asked)
              .shared(PipelineProcesses.COUNT);
      new PipelineServer(pipelines, BrokerProcess.client(broker))
          .run(
              new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII)),
              new PrintWriter(System.out, true, StandardCharsets.US_ASCII));
      return ExitCode.OK;
    }
  }

  private int soak(
      BenchSettings settings,
      Classifier classifier,
      Corpus corpus,
      PrintWriter out,
      StopSignal stop)
      throws InterruptedException {
    SoakResult result =
        new Soak(
                settings,
                classifier,
                corpus,
                sample -> {
                  out.println(json ? sample.toJson() : sample.toText());
                  out.flush();
                },
                stop::asked)
            .run(soak);
    out.println(json ? result.toJson() : result.toText());
    out.flush();
    if (!result.account().balanced()) {
      throw new UserError("The account does not balance.");
    }
    return result.flat() ? ExitCode.OK : ExitCode.FAILURE;
  }

  private void say(String sentence) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("bench: " + sentence.strip());
    err.flush();
  }

  private Corpus corpus() {
    if (pictures == null) {
      return soak == null ? drawn() : Corpus.mixed();
    }
    if (!Files.isDirectory(pictures)) {
      throw new UserError("The folder " + pictures + " does not exist: give --pictures a folder.");
    }
    return Corpus.of(pictures);
  }

  private Corpus drawn() {
    Matcher matcher = SIZE.matcher(size);
    if (!matcher.matches()) {
      throw new ParameterException(
          spec.commandLine(),
          "--size is '" + size + "': give the pixels across and down, as in 500x375");
    }
    return Corpus.drawn(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  private BenchSettings settings(ClassifierLoader loader) {
    RangeChecks checks = new RangeChecks();
    int cores = Runtime.getRuntime().availableProcessors();
    if (soak != null) {
      checks.within("--soak", soak, 1, Long.MAX_VALUE);
    }
    BenchSettings settings =
        new BenchSettings(
            checks.atLeast("--threads", threads == null ? cores : threads, 1),
            checks.atLeast("--batch-size", loader.batchSize(batch), 1),
            checks.atLeast("--partitions", partitions, 1),
            checks.atLeast("--count", either(count, QUICK_COUNT, COUNT), 1),
            quick ? either(count, QUICK_COUNT, 0) : WARM_UP,
            checks.atLeast("--repetitions", either(repetitions, QUICK_REPETITIONS, REPETITIONS), 1),
            checks.atLeast(
                "--latency-count",
                either(latencyCount, QUICK_LATENCY_PICTURES, LATENCY_PICTURES),
                1),
            guarantee,
            loader.decoding(),
            wanted(),
            python,
            properties,
            variants.stream().map(this::variant).toList());
    checks.throwIfInvalid(spec.commandLine());
    return settings;
  }

  private int either(Integer given, int forQuick, int otherwise) {
    return given != null ? given : quick ? forQuick : otherwise;
  }

  private Set<Row> wanted() {
    if (againstBatch1) {
      return EnumSet.of(Row.TOPIC, Row.TOPIC_BATCH_1);
    }
    Set<Row> wanted = EnumSet.noneOf(Row.class);
    for (String code : rows) {
      wanted.add(
          EnumSet.allOf(Row.class).stream()
              .filter(row -> row.code().equals(code))
              .findFirst()
              .orElseThrow(
                  () ->
                      new ParameterException(
                          spec.commandLine(),
                          "--rows knows no row '" + code + "': a, b, c, d, d1, d2, e, l, p, w")));
    }
    if (wanted.isEmpty()) {
      wanted.addAll(EnumSet.allOf(Row.class));
      wanted.removeIf(row -> row.onRequest() && !(peers && row.python()));
    } else if (peers) {
      wanted.addAll(EnumSet.of(Row.PILLOW, Row.WEB_SERVICE));
    }
    if (wanted.contains(Row.TOPIC_PROCESSES) && partitions < PipelineProcesses.COUNT) {
      throw new ParameterException(
          spec.commandLine(),
          "--partitions is %d but row d2 needs one for each of its %d processes"
              .formatted(partitions, PipelineProcesses.COUNT));
    }
    return wanted;
  }

  private Map<String, String> variant(String text) {
    Map<String, String> variant = new LinkedHashMap<>();
    for (String pair : new ArrayList<>(List.of(text.split(";", -1)))) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new ParameterException(
            spec.commandLine(), "--variant needs KEY=VALUE, as in linger.ms=5");
      }
      variant.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return variant;
  }
}
