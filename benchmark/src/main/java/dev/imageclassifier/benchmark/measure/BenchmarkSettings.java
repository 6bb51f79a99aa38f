package dev.imageclassifier.benchmark.measure;

import dev.imageclassifier.runtime.decode.DecodeSettings;
import dev.imageclassifier.topology.settings.Guarantee;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Settings of one benchmark run. Instances are created by {@link #builder()}.
 *
 * @param threads threads of each row, 1 or more
 * @param batchSize maximum number of images in one prediction, 1 or more
 * @param partitions partitions of each topic, 1 or more
 * @param count images of each repetition of a row, 1 or more
 * @param warmUpCount images of the warm-up of a row, 1 or more; enough for the JIT compilers
 * @param repetitions repetitions of each row after the warm-up, 1 or more
 * @param latencyCount images of row l, 1 or more
 * @param guarantee processing guarantee of rows d, d1 and d2
 * @param decoding limits of an image
 * @param rows rows to measure, at least one
 * @param python Python interpreter of rows p and w
 */
public record BenchmarkSettings(
    int threads,
    int batchSize,
    int partitions,
    int count,
    int warmUpCount,
    int repetitions,
    int latencyCount,
    Guarantee guarantee,
    DecodeSettings decoding,
    Set<Row> rows,
    String python) {

  /**
   * Copies the collections and checks the values.
   *
   * @throws IllegalArgumentException if a value is out of range; the message lists all of them
   */
  public BenchmarkSettings {
    List<String> problems = new ArrayList<>();
    requirePositive(problems, "threads", threads);
    requirePositive(problems, "batchSize", batchSize);
    requirePositive(problems, "partitions", partitions);
    requirePositive(problems, "count", count);
    requirePositive(problems, "warmUpCount", warmUpCount);
    requirePositive(problems, "repetitions", repetitions);
    requirePositive(problems, "latencyCount", latencyCount);
    if (rows.isEmpty()) {
      problems.add("rows is empty");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    rows = Set.copyOf(rows);
  }

  private static void requirePositive(List<String> problems, String property, int value) {
    if (value < 1) {
      problems.add(property + " is " + value + ": it must be 1 or more");
    }
  }

  /** A builder with the default values. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder with the values of these settings. */
  public Builder toBuilder() {
    return new Builder()
        .threads(threads)
        .batchSize(batchSize)
        .partitions(partitions)
        .count(count)
        .warmUpCount(warmUpCount)
        .repetitions(repetitions)
        .latencyCount(latencyCount)
        .guarantee(guarantee)
        .decoding(decoding)
        .rows(rows)
        .python(python);
  }

  /** Builds settings. The defaults are the values of a run without options. */
  public static final class Builder {
    private int threads = Runtime.getRuntime().availableProcessors();
    private int batchSize = 8;
    private int partitions = 4;
    private int count = 400;
    private int warmUpCount = 1500;
    private int repetitions = 5;
    private int latencyCount = 300;
    private Guarantee guarantee = Guarantee.EXACTLY_ONCE_V2;
    private DecodeSettings decoding = DecodeSettings.DEFAULTS;
    private Set<Row> rows = EnumSet.allOf(Row.class);
    private String python = "python3";

    private Builder() {
      rows.removeIf(row -> !row.isDefault());
    }

    /** Sets {@link BenchmarkSettings#threads}. */
    public Builder threads(int threads) {
      this.threads = threads;
      return this;
    }

    /** Sets {@link BenchmarkSettings#batchSize}. */
    public Builder batchSize(int batchSize) {
      this.batchSize = batchSize;
      return this;
    }

    /** Sets {@link BenchmarkSettings#partitions}. */
    public Builder partitions(int partitions) {
      this.partitions = partitions;
      return this;
    }

    /** Sets {@link BenchmarkSettings#count}. */
    public Builder count(int count) {
      this.count = count;
      return this;
    }

    /** Sets {@link BenchmarkSettings#warmUpCount}. */
    public Builder warmUpCount(int warmUpCount) {
      this.warmUpCount = warmUpCount;
      return this;
    }

    /** Sets {@link BenchmarkSettings#repetitions}. */
    public Builder repetitions(int repetitions) {
      this.repetitions = repetitions;
      return this;
    }

    /** Sets {@link BenchmarkSettings#latencyCount}. */
    public Builder latencyCount(int latencyCount) {
      this.latencyCount = latencyCount;
      return this;
    }

    /** Sets {@link BenchmarkSettings#guarantee}. */
    public Builder guarantee(Guarantee guarantee) {
      this.guarantee = guarantee;
      return this;
    }

    /** Sets {@link BenchmarkSettings#decoding}. */
    public Builder decoding(DecodeSettings decoding) {
      this.decoding = decoding;
      return this;
    }

    /** Sets {@link BenchmarkSettings#rows}. */
    public Builder rows(Set<Row> rows) {
      this.rows = rows;
      return this;
    }

    /** Sets {@link BenchmarkSettings#python}. */
    public Builder python(String python) {
      this.python = python;
      return this;
    }

    /**
     * Builds the settings.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    public BenchmarkSettings build() {
      return new BenchmarkSettings(
          threads,
          batchSize,
          partitions,
          count,
          warmUpCount,
          repetitions,
          latencyCount,
          guarantee,
          decoding,
          rows,
          python);
    }
  }
}
