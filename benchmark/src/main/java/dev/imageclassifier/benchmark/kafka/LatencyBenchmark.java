package dev.imageclassifier.benchmark.kafka;

import dev.imageclassifier.benchmark.kafka.OutcomeReader.Committed;
import dev.imageclassifier.benchmark.measure.ImageSet;
import dev.imageclassifier.benchmark.measure.OutcomeCounts;
import dev.imageclassifier.contract.ClassificationResult.Timing;
import dev.imageclassifier.kafka.ResultDeserializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Row l: the time from produce to the committed result while the pipeline is mostly idle. */
public final class LatencyBenchmark {
  /** The first images after a backlog have different latencies than later images. */
  private static final int MAX_SLOW_WARM_UP = 20;

  private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final double NANOS_PER_MS = 1e6;

  private final PipelineFactory pipelines;
  private final BrokerProcess broker;
  private final ImageSet images;

  /** A benchmark with the guarantee of the factory's settings. */
  public LatencyBenchmark(PipelineFactory pipelines, BrokerProcess broker, ImageSet images) {
    this.pipelines = pipelines;
    this.broker = broker;
    this.images = images;
  }

  /** Warms the pipeline up with a backlog, then publishes {@code count} images, five a second. */
  public Latency measure(int warmUpCount, int count) throws InterruptedException {
    Map<String, String> client = broker.client();
    try (BenchmarkTopics topics =
            BenchmarkTopics.create(client, pipelines.settings().partitions());
        ImagePublisher publisher = new ImagePublisher(client, topics, images);
        OutcomeReader reader = new OutcomeReader(client, topics);
        RunningPipelines pipeline = pipelines.start(client, topics.names())) {
      publisher.publish(warmUpCount);
      while (reader.outcomes() < warmUpCount) {
        pipeline.update(reader.poll());
      }
      new Run(publisher, reader, pipeline).follow(Math.min(MAX_SLOW_WARM_UP, count));
      Run run = new Run(publisher, reader, pipeline);
      run.follow(count);
      return run.latency(pipelines.settings().guarantee().code());
    }
  }

  /** Images at a low rate, and their latencies in milliseconds. */
  private static final class Run {
    private final Map<Long, Long> sentAt = new HashMap<>();
    private final List<Double> total = new ArrayList<>();
    private final List<Double> predict = new ArrayList<>();
    private final List<Double> read = new ArrayList<>();
    private final ResultDeserializer results = new ResultDeserializer();
    private final ImagePublisher publisher;
    private final OutcomeReader reader;
    private final RunningPipelines pipeline;

    Run(ImagePublisher publisher, OutcomeReader reader, RunningPipelines pipeline) {
      this.publisher = publisher;
      this.reader = reader;
      this.pipeline = pipeline;
    }

    void follow(int count) {
      long due = System.nanoTime();
      long goal = reader.outcomes() + count;
      int toSend = count;
      while (reader.outcomes() < goal) {
        if (toSend > 0 && System.nanoTime() >= due) {
          long now = System.nanoTime();
          sentAt.put(publisher.send(), now);
          due += INTERVAL_NANOS;
          toSend--;
        }
        long wait = toSend > 0 ? Math.max(0, due - System.nanoTime()) : INTERVAL_NANOS;
        List<Committed> committed = reader.poll(Duration.ofNanos(wait));
        long now = System.nanoTime();
        committed.forEach(outcome -> record(outcome, now));
        pipeline.update(!committed.isEmpty());
      }
    }

    private void record(Committed outcome, long now) {
      total.add((now - sentAt.get(outcome.number())) / NANOS_PER_MS);
      if (outcome.labelled()) {
        Timing timing = results.deserialize("", outcome.value()).timing();
        predict.add(timing.predictMs());
        read.add(timing.decodeMs() + timing.preprocessMs());
      }
    }

    Latency latency(String guarantee) {
      OutcomeCounts outcomes = reader.counts(publisher.published());
      return Latency.of(guarantee, outcomes, total, predict, read);
    }
  }
}
