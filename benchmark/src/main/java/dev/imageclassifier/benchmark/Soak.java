package dev.imageclassifier.benchmark;

import dev.imageclassifier.cli.ResidentMemory;
import dev.imageclassifier.demo.Workspace;
import dev.imageclassifier.runtime.predict.Classifier;
import dev.imageclassifier.topology.runner.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Many pictures, and an eye on memory. Pictures are published in waves a little ahead of the
 * pipeline, and deleted behind it, so that the disk holds a few of them only.
 */
final class Soak {
  private static final int LOOKS = 40;
  private static final double NANOS = 1e9;

  private final BenchSettings settings;
  private final Classifier classifier;
  private final Corpus corpus;
  private final Consumer<SoakSample> listener;
  private final BooleanSupplier stopAsked;
  private final List<SoakSample> samples = new ArrayList<>();
  private final long start = System.nanoTime();

  Soak(
      BenchSettings settings,
      Classifier classifier,
      Corpus corpus,
      Consumer<SoakSample> listener,
      BooleanSupplier stopAsked) {
    this.stopAsked = stopAsked;
    this.settings = settings;
    this.classifier = classifier;
    this.corpus = corpus;
    this.listener = listener;
  }

  /** Runs this many pictures through the pipeline. */
  SoakResult run(long pictures) throws InterruptedException {
    try (Workspace workspace = Workspace.create();
        BrokerProcess broker = BrokerProcess.start(workspace.path().resolve("kafka"))) {
      Map<String, String> client = broker.client();
      PipelineFactory pipelines =
          PipelineFactory.of(settings, classifier, workspace.path().resolve("state"), stopAsked);
      try (TopicSet topics = TopicSet.create(client, settings.partitions());
          PicturePublisher publisher = new PicturePublisher(client, topics, corpus);
          CommittedReader reader = new CommittedReader(client, topics);
          Pipeline pipeline = pipelines.start(client, topics.names())) {
        Patience patience = pipelines.patience(pipeline);
        follow(pictures, topics, publisher, reader, patience);
        return SoakResult.of(reader.account(publisher.published()), samples);
      }
    }
  }

  private void follow(
      long pictures,
      TopicSet topics,
      PicturePublisher publisher,
      CommittedReader reader,
      Patience patience) {
    long wave = 8L * settings.threads() * settings.batch();
    long every = Math.max(1, pictures / LOOKS);
    long nextLook = every;
    while (reader.outcomes() < pictures) {
      long ahead = publisher.published() - reader.outcomes();
      if (ahead < wave && publisher.published() < pictures) {
        publisher.publish(Math.min(wave, pictures - publisher.published()));
      }
      if (reader.poll().isEmpty()) {
        patience.check();
      } else {
        patience.renew();
      }
      if (reader.outcomes() >= nextLook) {
        look(reader.outcomes());
        // all before the waves that are still on their way; the partitions fill evenly
        topics.deleteImagesBefore((reader.outcomes() - 2 * wave) / topics.partitions());
        nextLook += every;
      }
    }
  }

  private void look(long outcomes) {
    SoakSample sample =
        new SoakSample(
            (System.nanoTime() - start) / NANOS,
            outcomes,
            ResidentMemory.bytes().orElse(0),
            ProcessFigures.heapAfterGc(),
            classifier.liveArrays(),
            ProcessFigures.threads());
    samples.add(sample);
    listener.accept(sample);
  }
}
