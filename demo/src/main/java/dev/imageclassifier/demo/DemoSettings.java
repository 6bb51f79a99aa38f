package dev.imageclassifier.demo;

import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.runtime.decode.DecodeSettings;
import dev.imageclassifier.topology.batch.BatchSettings;
import dev.imageclassifier.topology.settings.PipelineSettings;
import dev.imageclassifier.topology.settings.TopicCreation;
import dev.imageclassifier.web.settings.GatewaySettings;
import dev.imageclassifier.web.settings.HttpSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Settings of one demo run. Instances are created by {@link #builder()}.
 *
 * @param images directory to publish; empty for the images of the project
 * @param threads stream threads, 1 to 256
 * @param decoding limits of an image
 * @param once whether to end when every image has an outcome
 * @param port port of the web page, 0 for any free port; empty for no page
 * @param report JSON Lines file with one line for each image; empty for none
 */
record DemoSettings(
    Optional<Path> images,
    int threads,
    DecodeSettings decoding,
    boolean once,
    OptionalInt port,
    Optional<Path> report) {
  static final int MAX_THREADS = 256;
  static final int MAX_PORT = 65_535;
  static final int BATCH_SIZE = 8;
  private static final TopicNames TOPICS = TopicNames.DEFAULTS;

  private static final String APPLICATION_ID = "image-classifier-demo";
  private static final int PARTITIONS = 4;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if a value is out of range; the message lists all of them
   */
  DemoSettings {
    List<String> problems = new ArrayList<>();
    if (threads < 1 || threads > MAX_THREADS) {
      problems.add("threads is %d: it must be 1 to %d".formatted(threads, MAX_THREADS));
    }
    if (port.isPresent() && (port.getAsInt() < 0 || port.getAsInt() > MAX_PORT)) {
      problems.add("port is %d: it must be 0 to %d".formatted(port.getAsInt(), MAX_PORT));
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  /** A builder with the default values. */
  static Builder builder() {
    return new Builder();
  }

  /** Settings of the pipeline. */
  PipelineSettings pipeline(Map<String, String> client, Path state) {
    long lookAheadBytes = Math.max(BatchSettings.DEFAULT_LOOK_AHEAD_BYTES, decoding.maxBytes());
    return PipelineSettings.builder()
        .client(client)
        .topics(TOPICS)
        .topicCreation(
            TopicCreation.builder().enabled(true).partitions(Math.max(PARTITIONS, threads)).build())
        .applicationId(APPLICATION_ID)
        .threads(threads)
        .batch(BatchSettings.builder().batchSize(BATCH_SIZE).lookAheadBytes(lookAheadBytes).build())
        .decoding(decoding)
        .stateDirectory(state)
        .build();
  }

  /** Settings of the web page. */
  GatewaySettings gateway(Map<String, String> client, int port) {
    int maxBytes = Math.min(decoding.maxBytes(), HttpSettings.MAX_MAX_BYTES);
    return GatewaySettings.builder()
        .client(client)
        .topics(TOPICS)
        .applicationId(Optional.of(APPLICATION_ID))
        .http(HttpSettings.builder().port(port).maxBytes(maxBytes).build())
        .build();
  }

  /** Builds settings. The defaults are the values of a run without options, except the page. */
  static final class Builder {
    private Optional<Path> images = Optional.empty();
    private int threads = Runtime.getRuntime().availableProcessors();
    private DecodeSettings decoding = DecodeSettings.DEFAULTS;
    private boolean once;
    private OptionalInt port = OptionalInt.empty();
    private Optional<Path> report = Optional.empty();

    private Builder() {}

    /** Sets {@link DemoSettings#images}; null for the images of the project. */
    Builder images(Path value) {
      images = Optional.ofNullable(value);
      return this;
    }

    /** Sets {@link DemoSettings#threads}. */
    Builder threads(int value) {
      threads = value;
      return this;
    }

    /** Sets {@link DemoSettings#decoding}. */
    Builder decoding(DecodeSettings value) {
      decoding = value;
      return this;
    }

    /** Sets {@link DemoSettings#once}. */
    Builder once(boolean value) {
      once = value;
      return this;
    }

    /** Sets {@link DemoSettings#port}. */
    Builder port(OptionalInt value) {
      port = value;
      return this;
    }

    /** Sets {@link DemoSettings#report}; null for none. */
    Builder report(Path value) {
      report = Optional.ofNullable(value);
      return this;
    }

    /**
     * Builds the settings.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    DemoSettings build() {
      return new DemoSettings(images, threads, decoding, once, port, report);
    }
  }
}
