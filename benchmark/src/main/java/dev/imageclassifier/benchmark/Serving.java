package dev.imageclassifier.benchmark;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;

/** Pipelines at work on one set of topics, in this process or in others. One thread. */
interface Serving extends AutoCloseable {
  /** Records whose outcome is written, committed or not. */
  long done();

  /** Whether each instance has done some, and each of its threads has a partition. */
  boolean allAtWork();

  /** CPU time that other processes have used for it so far. */
  Duration cpuElsewhere();

  /** {@link #parts} counts from here on. */
  void begin();

  /** CPU milliseconds per picture of each kind of thread, where known, and the mean batch. */
  Map<String, Double> parts(long pictures);

  /** The most resident memory, of all instances together. */
  OptionalLong peakBytes();

  /** Something came. */
  void renew();

  /** Nothing came: gives up where the pipeline has ended, or where nothing came for too long. */
  void check();

  @Override
  void close();
}
