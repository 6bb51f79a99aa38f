package dev.imageclassifier.benchmark.kafka;

import dev.imageclassifier.benchmark.measure.CpuClock;
import dev.imageclassifier.benchmark.measure.ImageSet;
import dev.imageclassifier.benchmark.measure.Row;
import dev.imageclassifier.benchmark.measure.RowBenchmark;
import dev.imageclassifier.benchmark.measure.Sample;
import dev.imageclassifier.contract.TopicNames;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Rows d, d1 and d2: pipelines start on topics that already contain the images. The measurement
 * begins when all threads are busy and a result is committed, and ends with the last result. Images
 * that were classified before do not count. If they are more than half of the images, the
 * repetition is repeated with four times as many images.
 */
public final class TopicBenchmark implements RowBenchmark {
  private static final int GROWTH = 4;

  private final Row row;
  private final Function<TopicNames, RunningPipelines> pipelines;
  private final int partitions;
  private final BrokerProcess broker;
  private final ImageSet images;

  /** Factor for the number of images that makes the backlog long enough to measure. */
  private int factor = 1;

  /**
   * Creates the benchmark of one row.
   *
   * @param pipelines starts the pipelines on these topics
   */
  public TopicBenchmark(
      Row row,
      Function<TopicNames, RunningPipelines> pipelines,
      int partitions,
      BrokerProcess broker,
      ImageSet images) {
    this.row = row;
    this.pipelines = pipelines;
    this.partitions = partitions;
    this.broker = broker;
    this.images = images;
  }

  @Override
  public Row row() {
    return row;
  }

  @Override
  public Sample measure(int count) throws InterruptedException {
    Optional<Sample> sample = measureBacklog(Math.multiplyExact(count, factor));
    while (sample.isEmpty()) {
      factor *= GROWTH;
      sample = measureBacklog(Math.multiplyExact(count, factor));
    }
    return sample.get();
  }

  private Optional<Sample> measureBacklog(int count) throws InterruptedException {
    Map<String, String> client = broker.client();
    try (BenchmarkTopics topics = BenchmarkTopics.create(client, partitions)) {
      try (ImagePublisher publisher = new ImagePublisher(client, topics, images)) {
        publisher.publish(count);
      }
      try (OutcomeReader reader = new OutcomeReader(client, topics);
          RunningPipelines running = pipelines.apply(topics.names())) {
        return follow(reader, running, count);
      }
    }
  }

  /** Empty if too few images were left when the measurement began. */
  private Optional<Sample> follow(OutcomeReader reader, RunningPipelines running, int count) {
    boolean progress = reader.poll();
    while ((!progress && reader.outcomes() == 0)
        || (reader.outcomes() < count && !running.allAtWork())) {
      running.update(false);
      progress = reader.poll();
    }
    // This includes records that other threads have classified but not committed yet.
    long before = running.done();
    CpuClock first = CpuClock.read(broker::cpu, running.cpuOfOtherProcesses());
    CpuClock last = first;
    while (reader.outcomes() < count) {
      progress = reader.poll();
      if (progress) {
        last = CpuClock.read(broker::cpu, running.cpuOfOtherProcesses());
      }
      running.update(progress);
    }
    long measured = reader.outcomes() - before;
    if (measured < Math.max(1, count / 2)) {
      return Optional.empty();
    }
    return Optional.of(
        new Sample(
            first.costUntil(last, measured),
            reader.counts(count),
            Map.of("mean_batch", running.meanBatch()),
            running.peakBytes()));
  }

  @Override
  public void close() {}
}
