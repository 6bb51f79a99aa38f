package dev.imageclassifier.sandbox.bench;

import dev.imageclassifier.cli.ResidentMemory;
import dev.imageclassifier.topology.serve.Pipeline;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Row d: a pipeline that starts on topics full of pictures, measured from its first committed
 * result to its last. What was done before the first commit is not counted. Where that was more
 * than half, little is left to measure, and it is done again with twice as many pictures.
 */
final class TopicPart implements Part {
  private final Row row;
  private final String variant;
  private final PipelineFactory pipelines;
  private final BrokerProcess broker;
  private final Corpus corpus;

  /** How many times the pictures asked for make a backlog that can be measured. */
  private int times = 1;

  TopicPart(
      Row row, String variant, PipelineFactory pipelines, BrokerProcess broker, Corpus corpus) {
    this.row = row;
    this.variant = variant;
    this.pipelines = pipelines;
    this.broker = broker;
    this.corpus = corpus;
  }

  @Override
  public Row row() {
    return row;
  }

  @Override
  public String variant() {
    return variant;
  }

  @Override
  public Sample measure(int pictures) throws InterruptedException {
    Optional<Sample> sample = measureBacklog(Math.multiplyExact(pictures, times));
    while (sample.isEmpty()) {
      times *= 2;
      sample = measureBacklog(Math.multiplyExact(pictures, times));
    }
    return sample.get();
  }

  private Optional<Sample> measureBacklog(int pictures) throws InterruptedException {
    Map<String, String> client = broker.client();
    try (TopicSet topics = TopicSet.create(client, pipelines.partitions())) {
      try (PicturePublisher publisher = new PicturePublisher(client, topics, corpus)) {
        publisher.publish(pictures);
      }
      ProcessFigures.beginPeak();
      try (CommittedReader reader = new CommittedReader(client, topics);
          Pipeline pipeline = pipelines.start(client, topics.names())) {
        return follow(reader, pipelines.patience(pipeline), pipeline, pictures);
      }
    }
  }

  /** Empty when too few pictures were committed after the first ones. */
  private Optional<Sample> follow(
      CommittedReader reader, Patience patience, Pipeline pipeline, int pictures) {
    while (reader.poll().isEmpty()) {
      patience.check();
    }
    Clock first = Clock.now(broker::cpu);
    ThreadCosts costs = ThreadCosts.now();
    // also what other threads have done and not yet committed: its time has passed
    long before = pipeline.counters().labelled() + pipeline.counters().deadLettered();
    Clock last = first;
    while (reader.outcomes() < pictures) {
      if (reader.poll().isEmpty()) {
        patience.check();
      } else {
        last = Clock.now(broker::cpu);
        patience.renew();
      }
    }
    long measured = reader.outcomes() - before;
    if (measured < Math.max(1, pictures / 2)) {
      return Optional.empty();
    }
    Map<String, Double> parts = new TreeMap<>(costs.until(ThreadCosts.now(), measured));
    double batch = (double) pipeline.counters().batchedRecords() / pipeline.counters().batches();
    parts.put("mean_batch", batch);
    return Optional.of(
        new Sample(
            first.until(last, measured),
            reader.account(pictures),
            List.of(),
            parts,
            ResidentMemory.peakBytes()));
  }

  @Override
  public void close() {}
}
