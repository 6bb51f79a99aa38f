package dev.imageclassifier.benchmark.measure;

/** Measures one row, once for each repetition. */
public interface RowBenchmark extends AutoCloseable {
  /** The row. */
  Row row();

  /** Runs one repetition with about {@code images} images. */
  Sample measure(int images) throws InterruptedException;

  @Override
  void close();
}
