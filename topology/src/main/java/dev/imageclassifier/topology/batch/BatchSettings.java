package dev.imageclassifier.topology.batch;

import java.time.Duration;

/**
 * How far a batch may go.
 *
 * @param batchSize most pictures in one predict, 1 or more
 * @param lookAheadBytes most encoded bytes that the look-ahead remembers and a batch holds
 * @param crashLimit deaths after which a record is tried elsewhere and set aside, 1 or more
 */
public record BatchSettings(int batchSize, long lookAheadBytes, int crashLimit) {
  /** Most pictures in one predict. */
  public static final int MOST = 1024;

  /** 64 MiB: several hundred ordinary photos, or six of the largest size taken by default. */
  public static final long DEFAULT_LOOK_AHEAD_BYTES = 64L << 20;

  /**
   * A batch reads no further picture after this long, so that one with several slow pictures keeps
   * within the transaction's timeout; the rest waits for the next batch.
   */
  public static final Duration READ_BUDGET = Duration.ofSeconds(1);

  /** Further deaths, in trials or after them, that a record in the brake is allowed. */
  public static final int MOST_TRIALS = 10;

  /** Checks the checks. */
  public BatchSettings {
    if (batchSize < 1 || batchSize > MOST) {
      throw new IllegalArgumentException("batch size is " + batchSize + ": give 1 to " + MOST);
    }
    if (lookAheadBytes < 1) {
      throw new IllegalArgumentException(
          "look-ahead is " + lookAheadBytes + " bytes: give 1 or more");
    }
    if (crashLimit < 1) {
      throw new IllegalArgumentException("crash limit is " + crashLimit + ": give 1 or more");
    }
  }
}
