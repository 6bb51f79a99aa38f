package dev.imageclassifier.web.pending;

import java.util.Locale;

/** Why no picture is classified now. */
public enum Unavailability {
  /** No broker answers. */
  BROKER_AWAY("The Kafka brokers do not answer."),
  /** The brokers are there, but nobody reads the pictures. */
  PIPELINE_AWAY("No classifier is running: start one with 'pipeline run'.");

  private final String sentence;

  Unavailability(String sentence) {
    this.sentence = sentence;
  }

  /** The code in answers, lower case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What to tell a person. */
  public String sentence() {
    return sentence;
  }
}
