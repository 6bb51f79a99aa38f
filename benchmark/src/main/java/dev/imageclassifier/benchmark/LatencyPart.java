package dev.imageclassifier.benchmark;

import dev.imageclassifier.benchmark.CommittedReader.Committed;
import dev.imageclassifier.contract.ClassificationResult.Timing;
import dev.imageclassifier.kafka.ResultDeserializer;
import dev.imageclassifier.topology.runner.Pipeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How long a picture takes from produce to its committed result when the pipeline is idle. */
final class LatencyPart {
  /** Of the slow ones: the first after a rush are not like those that follow. */
  private static final int MOST_SLOW_WARM_UP = 20;

  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(200);
  private static final double NANOS_PER_MS = 1e6;

  private final PipelineFactory pipelines;
  private final BrokerProcess broker;
  private final Corpus corpus;

  LatencyPart(PipelineFactory pipelines, BrokerProcess broker, Corpus corpus) {
    this.pipelines = pipelines;
    this.broker = broker;
    this.corpus = corpus;
  }

  /** Publishes this many pictures, five a second, after {@code warmUp} that count for nothing. */
  Latency measure(int warmUp, int pictures) throws InterruptedException {
    Map<String, String> client = broker.client();
    try (TopicSet topics = TopicSet.create(client, pipelines.partitions());
        PicturePublisher publisher = new PicturePublisher(client, topics, corpus);
        CommittedReader reader = new CommittedReader(client, topics);
        Pipeline pipeline = pipelines.start(client, topics.names())) {
      Patience patience = pipelines.patience(pipeline);
      publisher.publish(warmUp);
      while (reader.outcomes() < warmUp) {
        if (reader.poll().isEmpty()) {
          patience.check();
        } else {
          patience.renew();
        }
      }
      String guarantee = pipelines.guarantee().code();
      new Run(publisher, reader, patience).of(Math.min(MOST_SLOW_WARM_UP, pictures), guarantee);
      return new Run(publisher, reader, patience).of(pictures, guarantee);
    }
  }

  /** The pictures that are on their way. */
  private static final class Run {
    private final Map<Long, Long> sent = new HashMap<>();
    private final List<Double> total = new ArrayList<>();
    private final List<Double> predict = new ArrayList<>();
    private final List<Double> read = new ArrayList<>();
    private final ResultDeserializer results = new ResultDeserializer();
    private final PicturePublisher publisher;
    private final CommittedReader reader;
    private final Patience patience;

    Run(PicturePublisher publisher, CommittedReader reader, Patience patience) {
      this.publisher = publisher;
      this.reader = reader;
      this.patience = patience;
    }

    Latency of(int pictures, String guarantee) {
      long due = System.nanoTime();
      long goal = reader.outcomes() + pictures;
      for (int toSend = pictures; reader.outcomes() < goal; ) {
        if (toSend > 0 && System.nanoTime() >= due) {
          long now = System.nanoTime();
          sent.put(publisher.send(), now);
          due += PAUSE;
          toSend--;
          patience.renew();
        }
        long rest = toSend > 0 ? Math.max(0, due - System.nanoTime()) : PAUSE;
        List<Committed> committed = reader.poll(Duration.ofNanos(rest));
        long now = System.nanoTime();
        committed.forEach(outcome -> note(outcome, now));
        patience.check();
      }
      return Latency.of(guarantee, reader.account(publisher.published()), total, predict, read);
    }

    private void note(Committed outcome, long now) {
      total.add((now - sent.get(outcome.number())) / NANOS_PER_MS);
      if (outcome.label()) {
        Timing timing = results.deserialize("", outcome.value()).timing();
        predict.add(timing.predictMs());
        read.add(timing.decodeMs() + timing.preprocessMs());
      }
    }
  }
}
