package dev.imageclassifier.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Settings of one embedded broker.
 *
 * @param port the port for clients on {@code localhost}; 0 selects a free port
 * @param data the directory of the broker's data; empty for a temporary directory, which is deleted
 *     on close
 * @param properties broker properties that override the defaults, for example for TLS and SASL
 */
public record BrokerSettings(int port, Optional<Path> data, Map<String, String> properties) {
  private static final int MAX_PORT = 65_535;

  /** Validates the settings. Use {@link #builder()}. */
  public BrokerSettings {
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException(
          "port must be between 0 and %d, but is %d".formatted(MAX_PORT, port));
    }
    properties = Map.copyOf(properties);
  }

  /** A builder with the defaults: a free port, temporary data and no further properties. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds settings. */
  public static final class Builder {
    private int port = 0;
    private Optional<Path> data = Optional.empty();
    private Map<String, String> properties = Map.of();

    private Builder() {}

    public Builder port(int value) {
      port = value;
      return this;
    }

    public Builder data(Path value) {
      data = Optional.of(value);
      return this;
    }

    public Builder properties(Map<String, String> value) {
      properties = value;
      return this;
    }

    /** Adds one broker property. */
    public Builder property(String name, String value) {
      Map<String, String> more = new TreeMap<>(properties);
      more.put(name, value);
      return properties(more);
    }

    /**
     * Builds the settings.
     *
     * @throws IllegalArgumentException when a value is invalid
     */
    public BrokerSettings build() {
      return new BrokerSettings(port, data, properties);
    }
  }
}
