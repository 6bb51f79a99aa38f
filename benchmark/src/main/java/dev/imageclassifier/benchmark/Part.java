package dev.imageclassifier.benchmark;

/** Measures one row, as often as asked. */
interface Part extends AutoCloseable {
  Row row();

  /** What tells it from other parts of the same row; empty where there are none. */
  default String variant() {
    return "";
  }

  /** One repetition with about this many pictures. */
  Sample measure(int pictures) throws InterruptedException;

  @Override
  void close();
}
