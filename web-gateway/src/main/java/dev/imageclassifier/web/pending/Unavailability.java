package dev.imageclassifier.web.pending;

/** Why images cannot be classified at the moment. */
public enum Unavailability {
  /** No broker responds. */
  BROKERS_UNREACHABLE("broker_away", "The Kafka brokers do not respond."),
  /** The brokers respond, but the consumer group of the classifier has no members. */
  NO_CLASSIFIER("pipeline_away", "No classifier is running. Start one with 'pipeline run'.");

  private final String code;
  private final String message;

  Unavailability(String code, String message) {
    this.code = code;
    this.message = message;
  }

  /** The problem code in responses. */
  public String code() {
    return code;
  }

  /** The message for users. */
  public String message() {
    return message;
  }
}
