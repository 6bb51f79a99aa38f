package dev.imageclassifier.ingest.command;

import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.ingest.publish.KeyStrategy;
import dev.imageclassifier.ingest.publish.PublishSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options for creating and sending records. */
final class RecordOptions {
  @Option(
      names = {"--topic", "--input-topic"},
      paramLabel = "TOPIC",
      defaultValue = TopicNames.IMAGES,
      description = "Topic to publish to (default: ${DEFAULT-VALUE}).")
  String topic;

  @Option(
      names = "--key",
      paramLabel = "TYPE",
      defaultValue = "path",
      description =
          "Record key: ${COMPLETION-CANDIDATES}, in upper or lower case (default:"
              + " ${DEFAULT-VALUE}, relative to PATH).")
  KeyStrategy.Type key;

  @Option(
      names = "--key-prefix",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Text before every key.")
  String keyPrefix;

  @Option(
      names = "--header",
      paramLabel = "NAME=VALUE",
      description = "Additional header of every record. Repeatable.")
  Map<String, String> headers = new LinkedHashMap<>();

  @Option(
      names = "--max-bytes",
      paramLabel = "N",
      defaultValue = "" + PublishSettings.DEFAULT_MAX_BYTES,
      description = "Maximum file size in bytes (default: ${DEFAULT-VALUE}).")
  int maxBytes;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "0",
      description = "Maximum number of images per second, for example 0.5 (default: no limit).")
  double rate;

  @Option(
      names = "--readers",
      paramLabel = "N",
      defaultValue = "" + PublishSettings.DEFAULT_READERS,
      description = "Number of files to read at the same time (default: ${DEFAULT-VALUE}).")
  int readers;

  KeyStrategy keys() {
    return new KeyStrategy(key, keyPrefix == null ? "" : keyPrefix);
  }
}
