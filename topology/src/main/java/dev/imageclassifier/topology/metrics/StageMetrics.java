package dev.imageclassifier.topology.metrics;

import dev.imageclassifier.runtime.predict.StageListener;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Histograms of the stages and of the batch size; thread-safe. */
public final class StageMetrics implements StageListener {
  /** From a thumbnail on a fast core to the slowest decode seen, 4.1 s. */
  private static final int[] BUCKETS_MS = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000};

  /** Doubling, up to the largest batch that is allowed. */
  private static final double[] BATCH_BUCKETS =
      IntStream.rangeClosed(0, 10).mapToDouble(i -> 1 << i).toArray();

  private final Map<Stage, Timer> timers = new EnumMap<>(Stage.class);
  private final DistributionSummary batch;

  StageMetrics(MeterRegistry registry) {
    Duration[] buckets =
        Arrays.stream(BUCKETS_MS).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    for (Stage stage : Stage.values()) {
      timers.put(
          stage,
          Timer.builder("image.classifier.stage")
              .description(
                  "Time of a stage: read and preprocess for a picture, predict for a batch.")
              .tag("stage", stage.name().toLowerCase(Locale.ROOT))
              .serviceLevelObjectives(buckets)
              .register(registry));
    }
    batch =
        DistributionSummary.builder("image.classifier.batch.size")
            .description("Pictures in one predict.")
            .serviceLevelObjectives(BATCH_BUCKETS)
            .register(registry);
  }

  @Override
  public void took(Stage stage, List<Integer> pictures, long start, long end) {
    timers.get(stage).record(end - start, TimeUnit.NANOSECONDS);
    if (stage == Stage.PREDICT) {
      batch.record(pictures.size());
    }
  }
}
