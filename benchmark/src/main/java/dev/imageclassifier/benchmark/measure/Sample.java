package dev.imageclassifier.benchmark.measure;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One repetition of one row.
 *
 * @param cost cost of the measured images
 * @param outcomes outcomes of all images of the repetition, including those before the measurement
 * @param latenciesMs latency of each call or image, in milliseconds; empty if the row has none
 * @param partsMs milliseconds per image of the parts of the row, and {@code mean_batch}
 * @param peakBytes peak resident memory of the process that classified
 */
public record Sample(
    Cost cost,
    OutcomeCounts outcomes,
    List<Double> latenciesMs,
    Map<String, Double> partsMs,
    OptionalLong peakBytes) {}
