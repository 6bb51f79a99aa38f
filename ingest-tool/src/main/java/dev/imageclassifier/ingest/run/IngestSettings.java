package dev.imageclassifier.ingest.run;

import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.ingest.files.FileSelection;
import dev.imageclassifier.ingest.publish.PublishSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Settings of an ingest run. Immutable.
 *
 * @param client Kafka client properties, including {@code bootstrap.servers}
 * @param files the files to publish
 * @param publish how files are published; contains the id of the run and the input topic
 * @param topics the topics of the pipeline; the input topic is that of {@code publish}
 * @param resume whether to resume the run with this id instead of starting a new run
 * @param skipUnchanged whether to skip files that any run has published in the same version
 * @param watch whether to publish new files until the run is cancelled
 * @param countFiles whether to count the files while they are published
 * @param waitForOutcomes whether to wait until every published file has an outcome
 * @param outcomeTimeout maximum time to wait after the last file was published
 * @param report JSON Lines file for one line per file, or null
 */
public record IngestSettings(
    Map<String, String> client,
    FileSelection files,
    PublishSettings publish,
    TopicNames topics,
    boolean resume,
    boolean skipUnchanged,
    boolean watch,
    boolean countFiles,
    boolean waitForOutcomes,
    Duration outcomeTimeout,
    Path report) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException when values are invalid; the message names all of them
   */
  public IngestSettings {
    client = Map.copyOf(client);
    Objects.requireNonNull(files, "files");
    Objects.requireNonNull(publish, "publish");
    List<String> problems = new ArrayList<>();
    if (!topics.images().equals(publish.topic())) {
      problems.add(
          "topics.images is '%s' but publish.topic is '%s'"
              .formatted(topics.images(), publish.topic()));
    }
    if (outcomeTimeout.isNegative() || outcomeTimeout.isZero()) {
      problems.add("outcomeTimeout is %s but must be positive".formatted(outcomeTimeout));
    }
    if (watch && !files.isRepeatable()) {
      problems.add("watch is true but the list of files is standard input");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(ErrorText.numbered(problems));
    }
  }

  /** Omits the client properties, which may contain a password. */
  @Override
  public String toString() {
    return "IngestSettings[run=%s, topic=%s]".formatted(publish.run(), publish.topic());
  }

  /** A builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  OutcomeSource outcomeSource() {
    return new OutcomeSource(client, topics, publish.connectTimeout());
  }

  /**
   * Has one method per component. A component that is not set has its default value. Not
   * thread-safe.
   */
  public static final class Builder {
    private Map<String, String> client = Map.of();
    private FileSelection files = FileSelection.builder().build();
    private PublishSettings publish = PublishSettings.builder().build();
    private TopicNames topics = TopicNames.DEFAULTS;
    private boolean resume;
    private boolean skipUnchanged;
    private boolean watch;
    private boolean countFiles;
    private boolean waitForOutcomes;
    private Duration outcomeTimeout = Duration.ofMinutes(10);
    private Path report;

    private Builder() {}

    public Builder client(Map<String, String> value) {
      client = Map.copyOf(value);
      return this;
    }

    public Builder files(FileSelection value) {
      files = value;
      return this;
    }

    public Builder publish(PublishSettings value) {
      publish = value;
      return this;
    }

    public Builder topics(TopicNames value) {
      topics = value;
      return this;
    }

    public Builder resume(boolean value) {
      resume = value;
      return this;
    }

    public Builder skipUnchanged(boolean value) {
      skipUnchanged = value;
      return this;
    }

    public Builder watch(boolean value) {
      watch = value;
      return this;
    }

    public Builder countFiles(boolean value) {
      countFiles = value;
      return this;
    }

    public Builder waitForOutcomes(boolean value) {
      waitForOutcomes = value;
      return this;
    }

    public Builder outcomeTimeout(Duration value) {
      outcomeTimeout = value;
      return this;
    }

    public Builder report(Path value) {
      report = value;
      return this;
    }

    /**
     * Builds the settings.
     *
     * @throws IllegalArgumentException when a value is invalid
     */
    public IngestSettings build() {
      return new IngestSettings(
          client,
          files,
          publish,
          topics,
          resume,
          skipUnchanged,
          watch,
          countFiles,
          waitForOutcomes,
          outcomeTimeout,
          report);
    }
  }
}
