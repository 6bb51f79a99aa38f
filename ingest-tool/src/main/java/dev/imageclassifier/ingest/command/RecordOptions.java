package dev.imageclassifier.ingest.command;

import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.ingest.publish.KeyStrategy;
import dev.imageclassifier.ingest.publish.PublishSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** How records are made and sent. */
final class RecordOptions {
  @Option(
      names = {"--topic", "--input-topic"},
      paramLabel = "TOPIC",
      defaultValue = TopicNames.IMAGES,
      description = "Where to publish (default: ${DEFAULT-VALUE}).")
  String topic;

  @Option(
      names = "--key",
      paramLabel = "SCHEME",
      defaultValue = "path",
      description =
          "Key of the records: ${COMPLETION-CANDIDATES}, whatever the case (default:"
              + " ${DEFAULT-VALUE}, relative to PATH).")
  KeyStrategy.Scheme key;

  @Option(
      names = "--key-prefix",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "What every key begins with.")
  String keyPrefix;

  @Option(
      names = "--header",
      paramLabel = "NAME=VALUE",
      description = "A further header for every record. May be repeated.")
  Map<String, String> headers = new LinkedHashMap<>();

  @Option(
      names = "--max-bytes",
      paramLabel = "N",
      defaultValue = "" + PublishSettings.DEFAULT_MAX_BYTES,
      description = "Longest file that is sent, in bytes (default: ${DEFAULT-VALUE}).")
  int maxBytes;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "0",
      description = "At most so many images a second, 0.5 for example (default: no limit).")
  double rate;

  @Option(
      names = "--readers",
      paramLabel = "N",
      defaultValue = "" + PublishSettings.DEFAULT_READERS,
      description = "Read so many files at a time (default: ${DEFAULT-VALUE}).")
  int readers;

  KeyStrategy keys() {
    return new KeyStrategy(key, keyPrefix == null ? "" : keyPrefix);
  }
}
