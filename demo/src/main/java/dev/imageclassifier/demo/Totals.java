package dev.imageclassifier.demo;

import java.util.Locale;

/**
 * The account of one run.
 *
 * @param published pictures that the brokers have acknowledged
 * @param labelled pictures with a result
 * @param deadLettered pictures that were set aside
 * @param pending published pictures without an outcome
 * @param seconds wall time from the first picture published to the last outcome
 */
record Totals(long published, long labelled, long deadLettered, long pending, double seconds) {

  /** The equation: published = labelled + dead-lettered. */
  boolean balanced() {
    return published == labelled + deadLettered;
  }

  /** Outcomes per second; 0 where no time has passed. */
  double imagesPerSecond() {
    return seconds > 0 ? (labelled + deadLettered) / seconds : 0;
  }

  /** One line of JSON, for machines. */
  String toJson() {
    return String.format(
        Locale.ROOT,
        "{\"published\":%d,\"labelled\":%d,\"dead_lettered\":%d,\"pending\":%d,"
            + "\"seconds\":%.3f,\"images_per_second\":%.1f}",
        published,
        labelled,
        deadLettered,
        pending,
        seconds,
        imagesPerSecond());
  }

  /** One sentence, for people. */
  String toSentence() {
    return String.format(
        Locale.ROOT,
        "%d published = %d labelled + %d dead-lettered + %d pending, in %.1f s.",
        published,
        labelled,
        deadLettered,
        pending,
        seconds);
  }
}
