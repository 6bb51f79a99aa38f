package dev.imageclassifier.ingest.publish;

import dev.imageclassifier.contract.Topics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How to publish.
 *
 * @param topic where to
 * @param run id of the run, written into the header {@code ingest.run}
 * @param maxBytes longest file that is sent, in bytes
 * @param headers further headers for every record; they win over those derived from the file
 * @param timeout how long the brokers may take to answer before anything is read
 */
public record PublishSettings(
    String topic, String run, int maxBytes, Map<String, String> headers, Duration timeout) {

  /** Longest file by default: 10 MiB, as in the classifier. */
  public static final int DEFAULT_MAX_BYTES = 10 * 1024 * 1024;

  /** How long the brokers may take to answer by default. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(15);

  /** Checks the numbers and copies the headers. */
  public PublishSettings {
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(run, "run");
    if (maxBytes < 1 || maxBytes > Integer.MAX_VALUE - ProducerProperties.OVERHEAD) {
      throw new IllegalArgumentException("maxBytes: " + maxBytes + " is not from 1 to 2147418111");
    }
    headers = new LinkedHashMap<>(headers);
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout: " + timeout + " is not positive");
    }
  }

  /** The headers; a copy. */
  @Override
  public Map<String, String> headers() {
    return new LinkedHashMap<>(headers);
  }

  /** A new run to the topic {@code images} with the limits by default. */
  public static PublishSettings newRun() {
    return new PublishSettings(
        Topics.IMAGES, RunId.create(), DEFAULT_MAX_BYTES, Map.of(), DEFAULT_TIMEOUT);
  }

  /** The same, to another topic. */
  public PublishSettings withTopic(String otherTopic) {
    return new PublishSettings(otherTopic, run, maxBytes, headers, timeout);
  }

  /** The same, under another run id. */
  public PublishSettings withRun(String otherRun) {
    return new PublishSettings(topic, otherRun, maxBytes, headers, timeout);
  }

  /** The same, with another limit for one file, in bytes. */
  public PublishSettings withMaxBytes(int otherMaxBytes) {
    return new PublishSettings(topic, run, otherMaxBytes, headers, timeout);
  }

  /** The same, with these further headers. */
  public PublishSettings withHeaders(Map<String, String> otherHeaders) {
    return new PublishSettings(topic, run, maxBytes, otherHeaders, timeout);
  }

  /** The same, with another time for the brokers to answer. */
  public PublishSettings withTimeout(Duration otherTimeout) {
    return new PublishSettings(topic, run, maxBytes, headers, otherTimeout);
  }
}
