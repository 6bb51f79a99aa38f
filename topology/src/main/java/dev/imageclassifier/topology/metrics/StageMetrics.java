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

/** Histograms of stage durations and of the batch size. Thread-safe. */
final class StageMetrics implements StageListener {
  /** From a thumbnail on a fast core to the slowest known decode, 4.1 s. */
  private static final int[] BUCKETS_MS = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000};

  /** Powers of two up to the largest allowed batch size. */
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
                  "Duration of a stage: decode and preprocess per image, predict per batch.")
              .tag("stage", stage.name().toLowerCase(Locale.ROOT))
              .serviceLevelObjectives(buckets)
              .register(registry));
    }
    batch =
        DistributionSummary.builder("image.classifier.batch.size")
            .description("Images in one predict call.")
            .serviceLevelObjectives(BATCH_BUCKETS)
            .register(registry);
  }

  @Override
  public void completed(Stage stage, List<Integer> images, long start, long end) {
    timers.get(stage).record(end - start, TimeUnit.NANOSECONDS);
    if (stage == Stage.PREDICT) {
      batch.record(images.size());
    }
  }
}
