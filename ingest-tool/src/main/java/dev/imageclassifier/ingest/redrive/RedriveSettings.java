package dev.imageclassifier.ingest.redrive;

import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.contract.error.ErrorText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Settings of a redrive. Immutable.
 *
 * @param topic the dead-letter topic
 * @param target topic to send to, or null for the source topic of each dead letter
 * @param loopLimit number of redrives after which an image is not sent again
 * @param max maximum number of dead letters to send
 * @param dryRun whether to count only
 * @param timeout maximum time to wait for the brokers
 */
public record RedriveSettings(
    String topic, String target, int loopLimit, long max, boolean dryRun, Duration timeout) {

  /** Default of {@link #loopLimit}. */
  public static final int DEFAULT_LOOP_LIMIT = 3;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException when values are invalid; the message names all of them
   */
  public RedriveSettings {
    Objects.requireNonNull(topic, "topic");
    List<String> problems = new ArrayList<>();
    if (loopLimit < 1) {
      problems.add("loopLimit is %d but must be 1 or more".formatted(loopLimit));
    }
    if (max < 1) {
      problems.add("max is %d but must be 1 or more".formatted(max));
    }
    if (timeout.isNegative() || timeout.isZero()) {
      problems.add("timeout is %s but must be positive".formatted(timeout));
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(ErrorText.numbered(problems));
    }
  }

  /** A builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Has one method per component. A component that is not set has its default value. Not
   * thread-safe.
   */
  public static final class Builder {
    private String topic = TopicNames.IMAGE_DEAD_LETTERS;
    private String target;
    private int loopLimit = DEFAULT_LOOP_LIMIT;
    private long max = Long.MAX_VALUE;
    private boolean dryRun;
    private Duration timeout = Duration.ofSeconds(15);

    private Builder() {}

    public Builder topic(String value) {
      topic = value;
      return this;
    }

    public Builder target(String value) {
      target = value;
      return this;
    }

    public Builder loopLimit(int value) {
      loopLimit = value;
      return this;
    }

    public Builder max(long value) {
      max = value;
      return this;
    }

    public Builder dryRun(boolean value) {
      dryRun = value;
      return this;
    }

    public Builder timeout(Duration value) {
      timeout = value;
      return this;
    }

    /**
     * Builds the settings.
     *
     * @throws IllegalArgumentException when values are invalid; the message names all of them
     */
    public RedriveSettings build() {
      return new RedriveSettings(topic, target, loopLimit, max, dryRun, timeout);
    }
  }
}
