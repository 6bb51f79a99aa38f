package dev.imageclassifier.ingest.publish;

import dev.imageclassifier.contract.TopicNames;
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
 * @param keys how records are named
 * @param readers how many files are read at a time
 * @param rate most images a second; 0 for as many as the brokers take
 */
public record PublishSettings(
    String topic,
    String run,
    int maxBytes,
    Map<String, String> headers,
    Duration timeout,
    KeyStrategy keys,
    int readers,
    double rate) {

  /** Longest file by default: 10 MiB, as in the classifier. */
  public static final int DEFAULT_MAX_BYTES = 10 * 1024 * 1024;

  /** How long the brokers may take to answer by default. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(15);

  /** How many files are read at a time by default. */
  public static final int DEFAULT_READERS = 2;

  private static final int MOST_READERS = 64;

  /** Checks the numbers and copies the headers. */
  public PublishSettings {
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(run, "run");
    Objects.requireNonNull(keys, "keys");
    if (maxBytes < 1 || maxBytes > Integer.MAX_VALUE - ProducerProperties.OVERHEAD) {
      throw new IllegalArgumentException("maxBytes: " + maxBytes + " is not from 1 to 2147418111");
    }
    headers = new LinkedHashMap<>(headers);
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout: " + timeout + " is not positive");
    }
    if (readers < 1 || readers > MOST_READERS) {
      throw new IllegalArgumentException(
          "readers: " + readers + " is not from 1 to " + MOST_READERS);
    }
    if (!(rate >= 0) || Double.isInfinite(rate)) {
      throw new IllegalArgumentException("rate: " + rate + " is not 0 or more");
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
        TopicNames.IMAGES,
        RunId.create(),
        DEFAULT_MAX_BYTES,
        Map.of(),
        DEFAULT_TIMEOUT,
        KeyStrategy.PATH,
        DEFAULT_READERS,
        0);
  }

  /** The same, to another topic. */
  public PublishSettings withTopic(String otherTopic) {
    return new PublishSettings(otherTopic, run, maxBytes, headers, timeout, keys, readers, rate);
  }

  /** The same, under another run id. */
  public PublishSettings withRun(String otherRun) {
    return new PublishSettings(topic, otherRun, maxBytes, headers, timeout, keys, readers, rate);
  }

  /** The same, with another limit for one file, in bytes. */
  public PublishSettings withMaxBytes(int otherMaxBytes) {
    return new PublishSettings(topic, run, otherMaxBytes, headers, timeout, keys, readers, rate);
  }

  /** The same, with these further headers. */
  public PublishSettings withHeaders(Map<String, String> otherHeaders) {
    return new PublishSettings(topic, run, maxBytes, otherHeaders, timeout, keys, readers, rate);
  }

  /** The same, with another time for the brokers to answer. */
  public PublishSettings withTimeout(Duration otherTimeout) {
    return new PublishSettings(topic, run, maxBytes, headers, otherTimeout, keys, readers, rate);
  }

  /** The same, with other keys. */
  public PublishSettings withKeys(KeyStrategy otherKeys) {
    return new PublishSettings(topic, run, maxBytes, headers, timeout, otherKeys, readers, rate);
  }

  /** The same, with so many files read at a time. */
  public PublishSettings withReaders(int otherReaders) {
    return new PublishSettings(topic, run, maxBytes, headers, timeout, keys, otherReaders, rate);
  }

  /** The same, with at most so many images a second; 0 for no limit. */
  public PublishSettings withRate(double otherRate) {
    return new PublishSettings(topic, run, maxBytes, headers, timeout, keys, readers, otherRate);
  }
}
