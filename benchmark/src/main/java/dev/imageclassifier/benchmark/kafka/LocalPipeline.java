package dev.imageclassifier.benchmark.kafka;

import dev.imageclassifier.benchmark.measure.BenchmarkSettings;
import dev.imageclassifier.benchmark.measure.ProcessStats;
import dev.imageclassifier.cli.ResidentMemory;
import dev.imageclassifier.demo.PipelineMonitor;
import dev.imageclassifier.topology.metrics.RecordCounters;
import dev.imageclassifier.topology.runner.Pipeline;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** One pipeline in this process. */
final class LocalPipeline implements RunningPipelines {
  private final Pipeline pipeline;
  private final PipelineMonitor monitor;
  private final StallDetector stall;
  private final int threads;

  LocalPipeline(Pipeline pipeline, BenchmarkSettings settings, Runnable cancellation) {
    ProcessStats.resetPeak();
    this.pipeline = pipeline;
    this.monitor = PipelineMonitor.start(pipeline, () -> {});
    this.stall = new StallDetector(monitor::ended, cancellation);
    this.threads = Math.min(settings.threads(), settings.partitions());
  }

  /** Why the pipeline has ended; empty while it runs. */
  Optional<String> ended() {
    return monitor.ended();
  }

  @Override
  public long done() {
    RecordCounters counters = pipeline.counters();
    return counters.labelled() + counters.deadLettered();
  }

  @Override
  public boolean allAtWork() {
    return done() > 0 && pipeline.activeThreads() >= threads;
  }

  @Override
  public Duration cpuOfOtherProcesses() {
    return Duration.ZERO;
  }

  @Override
  public double meanBatch() {
    RecordCounters counters = pipeline.counters();
    return (double) counters.batchedRecords() / Math.max(1, counters.batches());
  }

  @Override
  public OptionalLong peakBytes() {
    return ResidentMemory.peakBytes();
  }

  @Override
  public void update(boolean progress) {
    stall.update(progress);
  }

  @Override
  public void close() {
    pipeline.close();
  }
}
