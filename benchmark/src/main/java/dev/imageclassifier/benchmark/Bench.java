package dev.imageclassifier.benchmark;

import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.demo.Workspace;
import dev.imageclassifier.runtime.bundle.ModelBundle;
import dev.imageclassifier.runtime.predict.Classifier;
import dev.imageclassifier.topology.settings.Guarantee;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Measures all rows in turn, again and again: a, b, c, d, e, e, d, c, b, a, a, b, … */
final class Bench implements AutoCloseable {
  private final List<String> arguments;
  private final BenchSettings settings;
  private final ModelBundle bundle;
  private final Classifier classifier;
  private final Corpus corpus;
  private final Consumer<String> progress;
  private final BooleanSupplier stopAsked;
  private final Workspace workspace = Workspace.create();
  private final List<Part> parts = new ArrayList<>();
  private BrokerProcess broker;
  private PipelineProcesses processes;
  private NaivePart naive;

  /**
   * A benchmark.
   *
   * @param arguments of the command, for processes that do a part of it
   */
  Bench(
      List<String> arguments,
      BenchSettings settings,
      ModelBundle bundle,
      Classifier classifier,
      Corpus corpus,
      Consumer<String> progress,
      BooleanSupplier stopAsked) {
    this.arguments = arguments;
    this.stopAsked = stopAsked;
    this.settings = settings;
    this.bundle = bundle;
    this.classifier = classifier;
    this.corpus = corpus;
    this.progress = progress;
  }

  Findings run() throws InterruptedException {
    addLoops();
    addTopics();
    addNaive();
    addPeers();
    List<List<Sample>> samples = new ArrayList<>();
    for (Part part : parts) {
      progress.accept("warming up: " + part.row().title() + " " + part.variant());
      part.measure(part.row().slow() ? settings.count() : settings.warmUp());
      samples.add(new ArrayList<>());
    }
    for (int repetition = 1; repetition <= settings.repetitions(); repetition++) {
      progress.accept("repetition " + repetition + " of " + settings.repetitions());
      for (int turn = 0; turn < parts.size(); turn++) {
        // forth and back, so that what warms up or wears out favours no row
        int i = repetition % 2 == 1 ? turn : parts.size() - 1 - turn;
        samples.get(i).add(parts.get(i).measure(settings.count()));
      }
    }
    List<RowSummary> rows = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      rows.add(new RowSummary(parts.get(i).row(), parts.get(i).variant(), samples.get(i)));
    }
    return new Findings(
        classifier.identity(),
        settings,
        corpus,
        naive != null && naive.scripted(),
        rows,
        latencies());
  }

  private boolean wanted(Row row) {
    return settings.rows().contains(row);
  }

  private void addLoops() {
    if (wanted(Row.PREDICT)) {
      parts.add(loop(Row.PREDICT, () -> new PredictWorker(classifier, corpus)));
    }
    if (wanted(Row.READ)) {
      parts.add(loop(Row.READ, () -> new ReadWorker(bundle.preprocessing(), settings.reading())));
    }
    if (wanted(Row.LOOP)) {
      parts.add(loop(Row.LOOP, () -> new ClassifyWorker(classifier.newSession())));
    }
  }

  private void addTopics() {
    if (wanted(Row.TOPIC)) {
      PipelineFactory pipelines = pipelines();
      parts.add(topic(Row.TOPIC, "", pipelines));
      for (Map<String, String> variant : settings.variants()) {
        String name = new TreeMap<>(variant).toString();
        parts.add(topic(Row.TOPIC, name, pipelines.withProperties(variant)));
      }
    }
    if (wanted(Row.TOPIC_BATCH_1)) {
      parts.add(topic(Row.TOPIC_BATCH_1, "", pipelines().withBatch(1)));
    }
    if (wanted(Row.TOPIC_PROCESSES)) {
      processes =
          PipelineProcesses.start(arguments, broker().address(), workspace.path(), stopAsked);
      parts.add(topic(Row.TOPIC_PROCESSES, "", processes::serve));
    }
  }

  private Part topic(Row row, String variant, PipelineFactory pipelines) {
    Map<String, String> client = broker().client();
    return topic(row, variant, topics -> OwnPipeline.start(pipelines, client, topics));
  }

  private Part topic(Row row, String variant, Function<TopicNames, Serving> pipelines) {
    return new TopicPart(row, variant, pipelines, settings.partitions(), broker(), corpus);
  }

  private void addNaive() {
    if (wanted(Row.NAIVE)) {
      naive = NaivePart.start(workspace.path(), bundle, corpus, settings.threads());
      parts.add(naive);
    }
  }

  private void addPeers() {
    if (wanted(Row.PILLOW)) {
      parts.add(
          PillowPart.start(settings.python(), workspace.path(), bundle.preprocessing(), corpus));
    }
    if (wanted(Row.WEB_SERVICE)) {
      parts.add(
          WebServicePart.start(
              settings.python(),
              workspace.path(),
              bundle.preprocessing(),
              corpus,
              settings.threads(),
              stopAsked));
    }
  }

  private Part loop(Row row, Supplier<Worker> worker) {
    return new LoopPart(row, corpus, settings.threads(), settings.batch(), worker, stopAsked);
  }

  private List<Latency> latencies() throws InterruptedException {
    List<Latency> latencies = new ArrayList<>();
    if (wanted(Row.LATENCY)) {
      for (Guarantee guarantee : Guarantee.values()) {
        progress.accept("latency, " + guarantee.code());
        PipelineFactory pipelines = pipelines().withGuarantee(guarantee);
        latencies.add(
            new LatencyPart(pipelines, broker(), corpus)
                .measure(settings.warmUp(), settings.latencyPictures()));
      }
    }
    return latencies;
  }

  private PipelineFactory pipelines() {
    return PipelineFactory.of(settings, classifier, workspace.path().resolve("state"), stopAsked);
  }

  private BrokerProcess broker() {
    if (broker == null) {
      progress.accept("starting a broker in a process of its own");
      broker = BrokerProcess.start(workspace.path().resolve("kafka"));
    }
    return broker;
  }

  @Override
  public void close() {
    parts.forEach(Part::close);
    if (processes != null) {
      processes.close();
    }
    if (broker != null) {
      broker.close();
    }
    workspace.close();
  }
}
