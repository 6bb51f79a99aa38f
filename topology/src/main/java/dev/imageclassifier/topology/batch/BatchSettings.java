package dev.imageclassifier.topology.batch;

import dev.imageclassifier.contract.error.ErrorText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Limits of a batch and of the look-ahead. Immutable.
 *
 * @param batchSize largest number of images in one predict call, 1 to {@value #MAX_BATCH_SIZE}
 * @param lookAheadBytes limit for the encoded bytes in the look-ahead of a thread, 1 or more
 * @param crashLimit crashes after which a record is retried in another process, 1 or more
 */
public record BatchSettings(int batchSize, long lookAheadBytes, int crashLimit) {
  /** Largest batch size. */
  public static final int MAX_BATCH_SIZE = 1024;

  /** 64 MiB: several hundred ordinary photos, or six images of the largest default size. */
  public static final long DEFAULT_LOOK_AHEAD_BYTES = 64L << 20;

  /**
   * A batch decodes no further image after this time, so that a batch of slow images ends before
   * the transaction times out. The other images join the next batch.
   */
  public static final Duration DECODE_BUDGET = Duration.ofSeconds(1);

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException with every invalid value
   */
  public BatchSettings {
    List<String> problems = new ArrayList<>();
    if (batchSize < 1 || batchSize > MAX_BATCH_SIZE) {
      problems.add("batchSize is %d but must be 1 to %d".formatted(batchSize, MAX_BATCH_SIZE));
    }
    if (lookAheadBytes < 1) {
      problems.add("lookAheadBytes is %d but must be at least 1".formatted(lookAheadBytes));
    }
    if (crashLimit < 1) {
      problems.add("crashLimit is %d but must be at least 1".formatted(crashLimit));
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(ErrorText.numbered(problems));
    }
  }

  /** A builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds {@link BatchSettings}. Not thread-safe. */
  public static final class Builder {
    private int batchSize = 8;
    private long lookAheadBytes = DEFAULT_LOOK_AHEAD_BYTES;
    private int crashLimit = 3;

    private Builder() {}

    /** Sets the largest number of images in one predict call. */
    public Builder batchSize(int value) {
      batchSize = value;
      return this;
    }

    /** Sets the limit for the encoded bytes in the look-ahead of a thread. */
    public Builder lookAheadBytes(long value) {
      lookAheadBytes = value;
      return this;
    }

    /** Sets the number of crashes after which a record is retried in another process. */
    public Builder crashLimit(int value) {
      crashLimit = value;
      return this;
    }

    /**
     * Creates the settings.
     *
     * @throws IllegalArgumentException when a property is out of range
     */
    public BatchSettings build() {
      return new BatchSettings(batchSize, lookAheadBytes, crashLimit);
    }
  }
}
