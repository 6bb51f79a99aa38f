package dev.imageclassifier.benchmark.kafka;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Pipelines that classify the images of one set of topics, in this process or in other processes.
 * Not thread-safe.
 */
public interface RunningPipelines extends AutoCloseable {
  /** Records whose outcome is written, committed or not. */
  long done();

  /** Whether each instance has classified a record and each of its threads has a partition. */
  boolean allAtWork();

  /** CPU time of the instances in other processes so far. */
  Duration cpuOfOtherProcesses();

  /** Mean batch size since the start. */
  double meanBatch();

  /** Peak resident memory, the sum of all instances. */
  OptionalLong peakBytes();

  /**
   * Call this method after each poll for outcomes.
   *
   * @param progress whether the poll returned outcomes
   * @throws dev.imageclassifier.cli.UserError if a pipeline has ended or makes no progress
   */
  void update(boolean progress);

  @Override
  void close();
}
