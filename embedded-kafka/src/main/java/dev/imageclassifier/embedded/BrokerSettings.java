package dev.imageclassifier.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How one embedded broker is set up. Start from {@link #DEFAULTS} and change what differs.
 *
 * @param port port for clients on {@code localhost}; 0 means any free one
 * @param data directory that keeps the broker's data; empty means a temporary one, deleted on close
 * @param properties broker properties that win over {@link BrokerProperties}, for TLS and SASL for
 *     example; the clients' listener is named {@value #CLIENT_LISTENER}
 */
public record BrokerSettings(int port, Optional<Path> data, Map<String, String> properties) {
  /** Name of the clients' listener, for {@code listener.security.protocol.map} and the like. */
  public static final String CLIENT_LISTENER = "CLIENT";

  /** Any free port, temporary data, nothing special. */
  public static final BrokerSettings DEFAULTS = new BrokerSettings(0, Optional.empty(), Map.of());

  /**
   * Checks the port and copies the properties.
   *
   * @throws IllegalArgumentException when the port is outside 0 to 65535
   */
  public BrokerSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be 0 to 65535, not " + port);
    }
    properties = Map.copyOf(properties);
  }

  /** The same on this port. */
  public BrokerSettings withPort(int newPort) {
    return new BrokerSettings(newPort, data, properties);
  }

  /** The same with its data kept in {@code directory}, which is created where it is missing. */
  public BrokerSettings withData(Path directory) {
    return new BrokerSettings(port, Optional.of(directory), properties);
  }

  /** The same with one more broker property. */
  public BrokerSettings withProperty(String name, String value) {
    Map<String, String> more = new TreeMap<>(properties);
    more.put(name, value);
    return new BrokerSettings(port, data, more);
  }
}
