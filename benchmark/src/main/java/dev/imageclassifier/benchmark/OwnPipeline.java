package dev.imageclassifier.benchmark;

import dev.imageclassifier.cli.ResidentMemory;
import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.topology.metrics.RecordCounters;
import dev.imageclassifier.topology.runner.Pipeline;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** One pipeline in this process. */
final class OwnPipeline implements Serving {
  private final Pipeline pipeline;
  private final Patience patience;
  private final int threads;
  private ThreadCosts costs = ThreadCosts.now();

  private OwnPipeline(Pipeline pipeline, Patience patience, int threads) {
    this.pipeline = pipeline;
    this.patience = patience;
    this.threads = threads;
  }

  static OwnPipeline start(
      PipelineFactory pipelines, Map<String, String> client, TopicNames topics) {
    ProcessFigures.beginPeak();
    Pipeline pipeline = pipelines.start(client, topics);
    return new OwnPipeline(
        pipeline,
        pipelines.patience(pipeline),
        Math.min(pipelines.threads(), pipelines.partitions()));
  }

  @Override
  public long done() {
    RecordCounters counters = pipeline.counters();
    return counters.labelled() + counters.deadLettered();
  }

  @Override
  public boolean allAtWork() {
    return done() > 0 && pipeline.threadsAtWork() >= threads;
  }

  @Override
  public Duration cpuElsewhere() {
    return Duration.ZERO;
  }

  @Override
  public void begin() {
    costs = ThreadCosts.now();
  }

  @Override
  public Map<String, Double> parts(long pictures) {
    Map<String, Double> parts = new TreeMap<>(costs.until(ThreadCosts.now(), pictures));
    parts.put("mean_batch", meanBatch());
    return parts;
  }

  /** Records in a batch, in the mean since the start. */
  double meanBatch() {
    RecordCounters counters = pipeline.counters();
    return (double) counters.batchedRecords() / Math.max(1, counters.batches());
  }

  @Override
  public OptionalLong peakBytes() {
    return ResidentMemory.peakBytes();
  }

  @Override
  public void renew() {
    patience.renew();
  }

  @Override
  public void check() {
    patience.check();
  }

  @Override
  public void close() {
    pipeline.close();
  }
}
