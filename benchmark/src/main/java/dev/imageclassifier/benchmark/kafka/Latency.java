package dev.imageclassifier.benchmark.kafka;

import dev.imageclassifier.benchmark.measure.OutcomeCounts;
import dev.imageclassifier.benchmark.measure.Spread;
import java.util.List;

/**
 * Latency from produce to the committed result, at five images a second.
 *
 * @param guarantee processing guarantee
 * @param outcomes outcomes of all images, including the warm-up
 * @param p50 median, in milliseconds
 * @param p99 99th percentile, in milliseconds
 * @param predictP50 median time of the prediction, in milliseconds
 * @param readP50 median time of decoding and preprocessing, in milliseconds
 */
public record Latency(
    String guarantee,
    OutcomeCounts outcomes,
    double p50,
    double p99,
    double predictP50,
    double readP50) {

  /** Computes the percentiles of these times, in milliseconds. */
  static Latency of(
      String guarantee,
      OutcomeCounts outcomes,
      List<Double> total,
      List<Double> predict,
      List<Double> read) {
    return new Latency(
        guarantee,
        outcomes,
        Spread.percentile(total, 50),
        Spread.percentile(total, 99),
        predict.isEmpty() ? 0 : Spread.percentile(predict, 50),
        read.isEmpty() ? 0 : Spread.percentile(read, 50));
  }

  /** Median latency without the prediction, in milliseconds. */
  public double beyondPredict() {
    return p50 - predictP50;
  }
}
