package dev.imageclassifier.benchmark.measure;

import java.util.Map;
import java.util.OptionalLong;

/**
 * One repetition of one row.
 *
 * @param cost cost of the measured images
 * @param outcomes outcomes of all images of the repetition, including those before the measurement
 * @param partsMs milliseconds per image of the parts of the row, and {@code mean_batch}
 * @param peakBytes peak resident memory of the process that classified
 */
public record Sample(
    Cost cost, OutcomeCounts outcomes, Map<String, Double> partsMs, OptionalLong peakBytes) {}
