package dev.imageclassifier.ingest.publish;

import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.kafka.ClientProperties;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Settings of the publisher. Immutable.
 *
 * @param topic topic to publish to
 * @param run id of the ingest run, written into the header {@code ingest.run}
 * @param maxBytes maximum file size in bytes
 * @param headers additional headers of every record; they replace those derived from the file
 * @param connectTimeout maximum time to wait for the brokers before the first file is read
 * @param keys how record keys are derived from files
 * @param readers number of threads that read files
 * @param rate maximum number of images per second; 0 for no limit
 */
public record PublishSettings(
    String topic,
    String run,
    int maxBytes,
    Map<String, String> headers,
    Duration connectTimeout,
    KeyStrategy keys,
    int readers,
    double rate) {
  // run ids are unique and sort by time, for example 20261123T101530Z-1f9c2e
  private static final DateTimeFormatter RUN_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Default of {@link #maxBytes}: 10 MiB, as in the classifier. */
  public static final int DEFAULT_MAX_BYTES = 10 * 1024 * 1024;

  /** Default of {@link #readers}. */
  public static final int DEFAULT_READERS = 2;

  private static final int MAX_READERS = 64;
  private static final int MAX_MAX_BYTES = Integer.MAX_VALUE - ClientProperties.RECORD_OVERHEAD;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException when values are invalid; the message names all of them
   */
  public PublishSettings {
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(run, "run");
    Objects.requireNonNull(keys, "keys");
    headers = new LinkedHashMap<>(headers);
    List<String> problems = new ArrayList<>();
    if (maxBytes < 1 || maxBytes > MAX_MAX_BYTES) {
      problems.add("maxBytes is %d but must be 1 to %d".formatted(maxBytes, MAX_MAX_BYTES));
    }
    if (connectTimeout.isNegative() || connectTimeout.isZero()) {
      problems.add("connectTimeout is %s but must be positive".formatted(connectTimeout));
    }
    if (readers < 1 || readers > MAX_READERS) {
      problems.add("readers is %d but must be 1 to %d".formatted(readers, MAX_READERS));
    }
    if (!(rate >= 0) || Double.isInfinite(rate)) { // rejects NaN as well
      problems.add("rate is %s but must be 0 or more".formatted(rate));
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(ErrorText.numbered(problems));
    }
  }

  /** The additional headers; a copy. */
  @Override
  public Map<String, String> headers() {
    return new LinkedHashMap<>(headers);
  }

  private static String newRunId() {
    return RUN_TIME.format(Instant.now()) + String.format("-%06x", RANDOM.nextInt(1 << 24));
  }

  /** A builder with the defaults and a new run id. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Has one method per component. A component that is not set has its default value. Not
   * thread-safe.
   */
  public static final class Builder {
    private String topic = TopicNames.IMAGES;
    private String run = newRunId();
    private int maxBytes = DEFAULT_MAX_BYTES;
    private Map<String, String> headers = Map.of();
    private Duration connectTimeout = Duration.ofSeconds(15);
    private KeyStrategy keys = KeyStrategy.PATH;
    private int readers = DEFAULT_READERS;
    private double rate;

    private Builder() {}

    public Builder topic(String value) {
      topic = value;
      return this;
    }

    public Builder run(String value) {
      run = value;
      return this;
    }

    public Builder maxBytes(int value) {
      maxBytes = value;
      return this;
    }

    public Builder headers(Map<String, String> value) {
      headers = new LinkedHashMap<>(value);
      return this;
    }

    public Builder connectTimeout(Duration value) {
      connectTimeout = value;
      return this;
    }

    public Builder keys(KeyStrategy value) {
      keys = value;
      return this;
    }

    public Builder readers(int value) {
      readers = value;
      return this;
    }

    public Builder rate(double value) {
      rate = value;
      return this;
    }

    /**
     * Builds the settings.
     *
     * @throws IllegalArgumentException when values are invalid; the message names all of them
     */
    public PublishSettings build() {
      return new PublishSettings(
          topic, run, maxBytes, headers, connectTimeout, keys, readers, rate);
    }
  }
}
