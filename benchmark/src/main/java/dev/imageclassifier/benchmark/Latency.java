package dev.imageclassifier.benchmark;

import java.util.List;

/**
 * From produce to the committed result, at five pictures a second.
 *
 * @param p50 median of the whole way, milliseconds
 * @param p99 99th percentile of the whole way
 * @param predictP50 median of the predict alone
 * @param readP50 median of decode and preprocess
 */
record Latency(
    String guarantee, Account account, double p50, double p99, double predictP50, double readP50) {
  static Latency of(
      String guarantee,
      Account account,
      List<Double> total,
      List<Double> predict,
      List<Double> read) {
    return new Latency(
        guarantee,
        account,
        Spread.percentile(total, 50),
        Spread.percentile(total, 99),
        predict.isEmpty() ? 0 : Spread.percentile(predict, 50),
        read.isEmpty() ? 0 : Spread.percentile(read, 50));
  }

  /** What the way costs beside the predict, at the median. */
  double beyondPredict() {
    return p50 - predictP50;
  }
}
