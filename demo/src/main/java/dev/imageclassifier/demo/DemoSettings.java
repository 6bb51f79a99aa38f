package dev.imageclassifier.demo;

import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.runtime.decode.DecodeSettings;
import dev.imageclassifier.topology.batch.BatchSettings;
import dev.imageclassifier.topology.settings.PipelineSettings;
import dev.imageclassifier.topology.settings.TopicCreation;
import dev.imageclassifier.web.settings.GatewaySettings;
import dev.imageclassifier.web.settings.HttpSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How one demo runs.
 *
 * @param pictures folder to publish; empty for the scenes that the project draws
 * @param threads stream threads, 1 or more
 * @param reading limits of a picture
 * @param once whether to end when every picture is accounted for
 * @param page port of the web page, 0 for any free one; empty for no page
 */
record DemoSettings(
    Optional<Path> pictures, int threads, DecodeSettings reading, boolean once, OptionalInt page) {
  static final int BATCH = 8;
  static final TopicNames TOPICS =
      new TopicNames(TopicNames.IMAGES, TopicNames.IMAGE_LABELS, TopicNames.IMAGE_DEAD_LETTERS);

  private static final String APPLICATION = "image-classifier-demo";
  private static final int PARTITIONS = 4;

  PipelineSettings pipeline(Map<String, String> client, Path state) {
    long lookAheadBytes = Math.max(BatchSettings.DEFAULT_LOOK_AHEAD_BYTES, reading.maxBytes());
    return PipelineSettings.builder()
        .client(client)
        .topics(TOPICS)
        .topicCreation(
            TopicCreation.builder().enabled(true).partitions(Math.max(PARTITIONS, threads)).build())
        .applicationId(APPLICATION)
        .threads(threads)
        .batch(BatchSettings.builder().batchSize(BATCH).lookAheadBytes(lookAheadBytes).build())
        .decoding(reading)
        .stateDirectory(state)
        .build();
  }

  GatewaySettings gateway(Map<String, String> client, int port) {
    int maxBytes = Math.min(reading.maxBytes(), HttpSettings.MAX_MAX_BYTES);
    return GatewaySettings.builder()
        .client(client)
        .topics(TOPICS)
        .applicationId(Optional.of(APPLICATION))
        .http(HttpSettings.builder().port(port).maxBytes(maxBytes).build())
        .build();
  }
}
