package dev.imageclassifier.benchmark;

import dev.imageclassifier.benchmark.BenchmarkResult.Setup;
import dev.imageclassifier.benchmark.kafka.BrokerProcess;
import dev.imageclassifier.benchmark.kafka.Latency;
import dev.imageclassifier.benchmark.kafka.LatencyBenchmark;
import dev.imageclassifier.benchmark.kafka.PipelineFactory;
import dev.imageclassifier.benchmark.kafka.PipelineProcesses;
import dev.imageclassifier.benchmark.kafka.RunningPipelines;
import dev.imageclassifier.benchmark.kafka.TopicBenchmark;
import dev.imageclassifier.benchmark.loop.ClassifyWorker;
import dev.imageclassifier.benchmark.loop.ImageWorker;
import dev.imageclassifier.benchmark.loop.LoopBenchmark;
import dev.imageclassifier.benchmark.loop.PredictWorker;
import dev.imageclassifier.benchmark.loop.ReadWorker;
import dev.imageclassifier.benchmark.measure.BenchmarkSettings;
import dev.imageclassifier.benchmark.measure.ImageSet;
import dev.imageclassifier.benchmark.measure.Row;
import dev.imageclassifier.benchmark.measure.RowBenchmark;
import dev.imageclassifier.benchmark.measure.RowSummary;
import dev.imageclassifier.benchmark.measure.Sample;
import dev.imageclassifier.benchmark.peers.PeerBenchmark;
import dev.imageclassifier.benchmark.peers.Peers;
import dev.imageclassifier.benchmark.peers.WebServiceBenchmark;
import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.runtime.bundle.ModelBundle;
import dev.imageclassifier.runtime.preprocess.PreprocessSettings;
import dev.imageclassifier.topology.settings.Guarantee;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Measures the rows in turn, again and again: a, b, c, d, d, c, b, a, a, b, and so on. */
final class Benchmark implements AutoCloseable {
  private final PipelineFactory pipelines;
  private final BenchmarkSettings settings;
  private final ModelBundle bundle;
  private final ImageSet images;
  private final List<String> serverCommand;
  private final Consumer<String> progress;
  private final List<RowBenchmark> rows = new ArrayList<>();
  private Optional<BrokerProcess> broker = Optional.empty();
  private Optional<PipelineProcesses> processes = Optional.empty();
  private Optional<PeerBenchmark> naive = Optional.empty();

  /**
   * Creates a benchmark.
   *
   * @param pipelines starts pipelines with the model, the settings and the directory of the run
   * @param serverCommand starts a {@code PipelineServer} when the address of the broker is appended
   * @param progress receives progress messages
   */
  Benchmark(
      PipelineFactory pipelines,
      ModelBundle bundle,
      ImageSet images,
      List<String> serverCommand,
      Consumer<String> progress) {
    this.pipelines = pipelines;
    this.settings = pipelines.settings();
    this.bundle = bundle;
    this.images = images;
    this.serverCommand = List.copyOf(serverCommand);
    this.progress = progress;
  }

  /** Runs all rows. */
  BenchmarkResult run() throws InterruptedException {
    addLoopRows();
    addTopicRows();
    addPeerRows();
    List<List<Sample>> samples = new ArrayList<>();
    for (RowBenchmark row : rows) {
      progress.accept("warming up: " + row.row().title());
      row.measure(row.row().hasShortWarmUp() ? settings.count() : settings.warmUpCount());
      samples.add(new ArrayList<>());
    }
    for (int repetition = 1; repetition <= settings.repetitions(); repetition++) {
      progress.accept("repetition " + repetition + " of " + settings.repetitions());
      for (int turn = 0; turn < rows.size(); turn++) {
        // Alternating the direction distributes slow changes of the machine's speed over all rows.
        int i = repetition % 2 == 1 ? turn : rows.size() - 1 - turn;
        samples.get(i).add(rows.get(i).measure(settings.count()));
      }
    }
    List<RowSummary> summaries = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      summaries.add(new RowSummary(rows.get(i).row(), samples.get(i)));
    }
    Setup setup =
        new Setup(
            pipelines.classifier().model(),
            settings,
            images,
            naive.map(row -> Boolean.valueOf(row.readyLine())));
    return new BenchmarkResult(setup, summaries, measureLatencies());
  }

  private boolean isSelected(Row row) {
    return settings.rows().contains(row);
  }

  private void addLoopRows() {
    PreprocessSettings spec = bundle.preprocessing();
    addLoop(
        Row.PREDICT,
        () ->
            new PredictWorker(
                pipelines.classifier().newForwardPass(), spec, settings, images.images()));
    addLoop(Row.READ, () -> new ReadWorker(spec, settings.decoding()));
    addLoop(Row.LOOP, () -> new ClassifyWorker(pipelines.classifier().newSession()));
  }

  private void addLoop(Row row, Supplier<ImageWorker> worker) {
    if (isSelected(row)) {
      List<ImageWorker> workers = LoopBenchmark.workers(settings.threads(), worker);
      rows.add(
          new LoopBenchmark(row, images, workers, settings.batchSize(), pipelines.cancellation()));
    }
  }

  private void addTopicRows() {
    if (isSelected(Row.TOPIC)) {
      addTopic(Row.TOPIC, topics -> pipelines.start(broker().client(), topics));
    }
    if (isSelected(Row.TOPIC_BATCH_1)) {
      PipelineFactory batch1 = pipelines.with(settings.toBuilder().batchSize(1).build());
      addTopic(Row.TOPIC_BATCH_1, topics -> batch1.start(broker().client(), topics));
    }
    if (isSelected(Row.TOPIC_PROCESSES)) {
      List<String> command = new ArrayList<>(serverCommand);
      command.add(broker().address());
      PipelineProcesses started =
          PipelineProcesses.start(command, pipelines.directory(), pipelines.cancellation());
      processes = Optional.of(started);
      addTopic(Row.TOPIC_PROCESSES, started::start);
    }
  }

  private void addTopic(Row row, Function<TopicNames, RunningPipelines> start) {
    rows.add(new TopicBenchmark(row, start, settings.partitions(), broker(), images));
  }

  private void addPeerRows() {
    Peers peers = new Peers(bundle, images, pipelines.directory(), settings.python());
    if (isSelected(Row.NAIVE)) {
      PeerBenchmark started = peers.naive(settings.threads());
      naive = Optional.of(started);
      rows.add(started);
    }
    if (isSelected(Row.PILLOW)) {
      rows.add(peers.pillow());
    }
    if (isSelected(Row.WEB_SERVICE)) {
      rows.add(
          new WebServiceBenchmark(peers, images, settings.threads(), pipelines.cancellation()));
    }
  }

  private List<Latency> measureLatencies() throws InterruptedException {
    List<Latency> latencies = new ArrayList<>();
    if (isSelected(Row.LATENCY)) {
      for (Guarantee guarantee : Guarantee.values()) {
        progress.accept("latency, " + guarantee.code());
        PipelineFactory other = pipelines.with(settings.toBuilder().guarantee(guarantee).build());
        latencies.add(
            new LatencyBenchmark(other, broker(), images)
                .measure(settings.warmUpCount(), settings.latencyCount()));
      }
    }
    return latencies;
  }

  private BrokerProcess broker() {
    if (broker.isEmpty()) {
      progress.accept("starting a broker in a separate process");
      broker = Optional.of(BrokerProcess.start(pipelines.directory()));
    }
    return broker.get();
  }

  @Override
  public void close() {
    rows.forEach(RowBenchmark::close);
    processes.ifPresent(PipelineProcesses::close);
    broker.ifPresent(BrokerProcess::close);
  }
}
