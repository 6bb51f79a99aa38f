package dev.imageclassifier.topology.command;

import dev.imageclassifier.cli.EffectiveSettings;
import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.topology.settings.PipelineSettings;
import java.io.UncheckedIOException;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;

/** Logs the settings at the start, and explains a failure. */
final class StartLog {
  private static final Logger LOG = LoggerFactory.getLogger("dev.imageclassifier.run");

  private StartLog() {}

  /** Logs the settings by their source. Values that may be secret are hidden. */
  static void settings(CommandSpec command, PipelineSettings settings) {
    EffectiveSettings.bySource(command)
        .forEach(
            (source, values) ->
                LOG.atInfo()
                    .addKeyValue("source", source)
                    .addKeyValue("values", values)
                    .log("settings"));
    LOG.atInfo()
        .addKeyValue("source", "Kafka client")
        .addKeyValue("values", client(settings))
        .log("settings");
  }

  static void started(
      PipelineSettings settings, ClassificationResult.Model model, OptionalInt httpPort) {
    LOG.atInfo()
        .addKeyValue("name", model.name())
        .addKeyValue("version", model.version())
        .addKeyValue("precision", model.precision())
        .addKeyValue("digest", model.digest())
        .log("model loaded");
    LOG.atInfo()
        .addKeyValue("input", settings.topics().images())
        .addKeyValue("output", settings.topics().labels())
        .addKeyValue("dead_letters", settings.topics().deadLetters())
        .addKeyValue("guarantee", settings.guarantee().code())
        .addKeyValue("threads", settings.threads())
        .addKeyValue("batch_size", settings.batch().batchSize())
        .log("started");
    if (httpPort.isPresent()) {
      LOG.atInfo()
          .addKeyValue("ready", "http://localhost:" + httpPort.getAsInt() + "/readyz")
          .addKeyValue("metrics", "http://localhost:" + httpPort.getAsInt() + "/metrics")
          .log("health endpoints");
    }
  }

  /** Shows only values that Kafka defines and does not treat as passwords. */
  static String client(PipelineSettings settings) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(settings.client())
        .forEach(
            (name, value) ->
                text.append(text.isEmpty() ? "" : " ")
                    .append(ErrorText.printable(name))
                    .append('=')
                    .append(isPublic(name) ? ErrorText.printable(value) : "[hidden]"));
    return text.toString();
  }

  private static boolean isPublic(String property) {
    String name =
        property.replaceFirst(
            "^(main\\.consumer|restore\\.consumer|consumer|producer|admin)\\.", "");
    for (ConfigDef known :
        new ConfigDef[] {
          ConsumerConfig.configDef(),
          ProducerConfig.configDef(),
          AdminClientConfig.configDef(),
          StreamsConfig.configDef()
        }) {
      ConfigDef.ConfigKey key = known.configKeys().get(name);
      if (key != null) {
        return key.type != ConfigDef.Type.PASSWORD;
      }
    }
    return false;
  }

  static String failure(Throwable failure) {
    Throwable cause = ErrorText.rootCause(failure);
    if (cause instanceof FencedInstanceIdException) {
      // A repeated join request after a pause of the brokers fences its own member: KAFKA-20983.
      return "The pipeline stopped: another member of the group has the id of this instance. This"
          + " happens after a pause of the brokers, or if a state directory was copied. No record"
          + " is lost; start the pipeline again.";
    }
    return ("The pipeline stopped: %s%s: %s. No record is lost; remove the cause and start the"
            + " pipeline again.")
        .formatted(
            file(failure),
            cause.getClass().getSimpleName(),
            ErrorText.reason(cause).replaceFirst("\\.$", ""));
  }

  /** The file that cannot be read or written, if any. */
  private static String file(Throwable failure) {
    for (Throwable one = failure; one != null; one = one.getCause()) {
      if (one instanceof UncheckedIOException && one.getMessage() != null) {
        return ErrorText.printable(one.getMessage()) + ": ";
      }
    }
    return "";
  }
}
