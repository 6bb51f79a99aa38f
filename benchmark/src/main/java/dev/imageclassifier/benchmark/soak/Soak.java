package dev.imageclassifier.benchmark.soak;

import dev.imageclassifier.benchmark.kafka.BenchmarkTopics;
import dev.imageclassifier.benchmark.kafka.BrokerProcess;
import dev.imageclassifier.benchmark.kafka.ImagePublisher;
import dev.imageclassifier.benchmark.kafka.OutcomeReader;
import dev.imageclassifier.benchmark.kafka.PipelineFactory;
import dev.imageclassifier.benchmark.kafka.RunningPipelines;
import dev.imageclassifier.benchmark.measure.BenchmarkSettings;
import dev.imageclassifier.benchmark.measure.ImageSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Classifies many images and samples the memory of this process. It keeps a small backlog in the
 * topic and deletes classified records, so that the disk contains only a few records.
 */
public final class Soak {
  private static final int SAMPLES = 40;
  private static final double NANOS = 1e9;

  private final PipelineFactory pipelines;
  private final ImageSet images;
  private final Consumer<SoakSample> listener;
  private final List<SoakSample> samples = new ArrayList<>();
  private final long start = System.nanoTime();

  /**
   * Creates a soak.
   *
   * @param listener receives each sample
   */
  public Soak(PipelineFactory pipelines, ImageSet images, Consumer<SoakSample> listener) {
    this.pipelines = pipelines;
    this.images = images;
    this.listener = listener;
  }

  /** Classifies {@code count} images. */
  public SoakResult run(long count) throws InterruptedException {
    try (BrokerProcess broker = BrokerProcess.start(pipelines.directory())) {
      Map<String, String> client = broker.client();
      try (BenchmarkTopics topics =
              BenchmarkTopics.create(client, pipelines.settings().partitions());
          ImagePublisher publisher = new ImagePublisher(client, topics, images);
          OutcomeReader reader = new OutcomeReader(client, topics);
          RunningPipelines pipeline = pipelines.start(client, topics.names())) {
        long wave = 8L * threadsTimesBatch();
        long interval = Math.max(1, count / SAMPLES);
        long nextSample = interval;
        while (reader.outcomes() < count) {
          long ahead = publisher.published() - reader.outcomes();
          if (ahead < wave && publisher.published() < count) {
            publisher.publish(Math.min(wave, count - publisher.published()));
          }
          pipeline.update(reader.poll());
          if (reader.outcomes() >= nextSample) {
            sample(reader.outcomes());
            // The partitions fill evenly. The last two waves may still be in progress.
            topics.deleteImagesBefore((reader.outcomes() - 2 * wave) / topics.partitions());
            nextSample += interval;
          }
        }
        return SoakResult.of(reader.counts(publisher.published()), samples);
      }
    }
  }

  private int threadsTimesBatch() {
    BenchmarkSettings settings = pipelines.settings();
    return settings.threads() * settings.batchSize();
  }

  private void sample(long outcomes) {
    double seconds = (System.nanoTime() - start) / NANOS;
    SoakSample sample = SoakSample.take(seconds, outcomes, pipelines.classifier());
    samples.add(sample);
    listener.accept(sample);
  }
}
