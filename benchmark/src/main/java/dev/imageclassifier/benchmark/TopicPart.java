package dev.imageclassifier.benchmark;

import dev.imageclassifier.contract.TopicNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Rows from topic to topic: pipelines that start on topics full of pictures, measured from the
 * moment when all are at work and a result is committed to the last result. What was done before is
 * not counted. Where that was more than half, little is left to measure, and it is done again with
 * four times as many pictures.
 */
final class TopicPart implements Part {
  private static final int GROWTH = 4;

  private final Row row;
  private final String variant;
  private final Function<TopicNames, Serving> pipelines;
  private final int partitions;
  private final BrokerProcess broker;
  private final Corpus corpus;

  /** How many times the pictures asked for make a backlog that can be measured. */
  private int times = 1;

  TopicPart(
      Row row,
      String variant,
      Function<TopicNames, Serving> pipelines,
      int partitions,
      BrokerProcess broker,
      Corpus corpus) {
    this.row = row;
    this.variant = variant;
    this.pipelines = pipelines;
    this.partitions = partitions;
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
      times *= GROWTH;
      sample = measureBacklog(Math.multiplyExact(pictures, times));
    }
    return sample.get();
  }

  private Optional<Sample> measureBacklog(int pictures) throws InterruptedException {
    Map<String, String> client = broker.client();
    try (TopicSet topics = TopicSet.create(client, partitions)) {
      try (PicturePublisher publisher = new PicturePublisher(client, topics, corpus)) {
        publisher.publish(pictures);
      }
      try (CommittedReader reader = new CommittedReader(client, topics);
          Serving serving = pipelines.apply(topics.names())) {
        return follow(reader, serving, pictures);
      }
    }
  }

  /** Empty when too few pictures were committed after the first ones. */
  private Optional<Sample> follow(CommittedReader reader, Serving serving, int pictures) {
    while ((reader.poll().isEmpty() && reader.outcomes() == 0)
        || (reader.outcomes() < pictures && !serving.allAtWork())) {
      serving.check();
    }
    // also what other threads have done and not yet committed: its time has passed
    long before = serving.done();
    serving.begin();
    Clock first = Clock.now(broker::cpu, serving.cpuElsewhere());
    Clock last = first;
    while (reader.outcomes() < pictures) {
      if (reader.poll().isEmpty()) {
        serving.check();
      } else {
        last = Clock.now(broker::cpu, serving.cpuElsewhere());
        serving.renew();
      }
    }
    long measured = reader.outcomes() - before;
    if (measured < Math.max(1, pictures / 2)) {
      return Optional.empty();
    }
    return Optional.of(
        new Sample(
            first.until(last, measured),
            reader.account(pictures),
            List.of(),
            serving.parts(measured),
            serving.peakBytes()));
  }

  @Override
  public void close() {}
}
