package dev.imageclassifier.cli;

import dev.imageclassifier.contract.error.ErrorText;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import picocli.CommandLine.Option;

/**
 * The connection to the cluster, with the options of Kafka's own tools (KIP-1147). Precedence,
 * highest first: {@code --bootstrap-server}, {@code --command-property}, {@code KAFKA_…}
 * environment variables, {@code --command-config}.
 *
 * <p>Secrets belong in the file or the environment. No message contains a property value.
 */
public final class KafkaOptions {
  private static final String ENVIRONMENT_PREFIX = "KAFKA_";
  private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

  @Option(
      names = "--bootstrap-server",
      paramLabel = "HOST:PORT[,…]",
      description = "Brokers for the initial connection.")
  String bootstrapServer;

  @Option(
      names = "--command-config",
      paramLabel = "FILE",
      description = "File with Kafka client properties, for example for TLS and SASL.")
  Path commandConfig;

  @Option(
      names = "--command-property",
      paramLabel = "KEY=VALUE",
      description = "Kafka client property. Overrides --command-config. Repeatable.",
      converter = ClientProperty.Converter.class)
  List<ClientProperty> commandProperties = new ArrayList<>();

  /** Whether the command line contains one of these options; ignores the environment. */
  public boolean isNamed() {
    return bootstrapServer != null || commandConfig != null || !commandProperties.isEmpty();
  }

  /**
   * The client properties, {@code bootstrap.servers} among them.
   *
   * @throws UserError when the file cannot be read or no broker address is set
   */
  public Map<String, String> clientProperties() {
    return clientProperties(System.getenv());
  }

  Map<String, String> clientProperties(Map<String, String> environment) {
    Map<String, String> merged = new LinkedHashMap<>();
    if (commandConfig != null) {
      merged.putAll(read(commandConfig));
    }
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(ENVIRONMENT_PREFIX) && name.length() > ENVIRONMENT_PREFIX.length()) {
            merged.put(propertyName(name), value);
          }
        });
    commandProperties.forEach(property -> merged.put(property.name(), property.value()));
    if (bootstrapServer != null) {
      merged.put(BOOTSTRAP_SERVERS, bootstrapServer);
    }
    if (merged.getOrDefault(BOOTSTRAP_SERVERS, "").isBlank()) {
      throw new UserError(
          "No broker address: use --bootstrap-server HOST:PORT, set bootstrap.servers in the"
              + " --command-config file, or set KAFKA_BOOTSTRAP_SERVERS.");
    }
    return merged;
  }

  private static String propertyName(String variable) {
    return variable
        .substring(ENVIRONMENT_PREFIX.length())
        .toLowerCase(Locale.ROOT)
        .replace('_', '.');
  }

  private static Map<String, String> read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new UserError(
          "Cannot read the --command-config file %s: %s. Use a Java properties file."
              .formatted(file, ErrorText.reason(e)),
          e);
    }
    Map<String, String> read = new LinkedHashMap<>();
    properties.stringPropertyNames().stream()
        .sorted()
        .forEach(name -> read.put(name, properties.getProperty(name).strip()));
    return read;
  }
}
