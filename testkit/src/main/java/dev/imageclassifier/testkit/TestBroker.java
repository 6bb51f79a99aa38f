package dev.imageclassifier.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * The Kafka broker of a test. The environment variable {@value #VARIABLE} selects it: {@code
 * embedded} (the default) or {@code container}, which needs a container engine.
 *
 * <p>A test that needs a capability which not every broker has requests that capability. With
 * another broker the test is aborted, which JUnit reports as skipped.
 */
public interface TestBroker extends AutoCloseable {
  /** The environment variable that selects the broker. */
  String VARIABLE = "KAFKA_CLUSTER";

  /** A capability that only some brokers have. */
  enum Capability {
    /** {@link #stop()} and {@link #restart()} on the same port, with the same data. */
    RESTART,
    /** Broker properties that change the listener of the clients, named {@code CLIENT}. */
    CLIENT_LISTENER
  }

  /** Creates brokers of one kind. Implementations are found by {@link ServiceLoader}. */
  interface Provider {
    /** The value of {@value TestBroker#VARIABLE} that selects this kind. */
    String name();

    Set<Capability> capabilities();

    /** Starts a broker on a free port, with temporary data and these broker properties. */
    TestBroker start(Map<String, String> brokerProperties);
  }

  /** Starts a broker. */
  static TestBroker start() {
    return start(Map.of());
  }

  /** Starts a broker with these broker properties. Aborts the test when it lacks a capability. */
  static TestBroker start(Map<String, String> brokerProperties, Capability... needed) {
    Provider provider = provider(System.getenv().getOrDefault(VARIABLE, "embedded"));
    Set<Capability> missing = EnumSet.noneOf(Capability.class);
    missing.addAll(Arrays.asList(needed));
    missing.removeAll(provider.capabilities());
    assumeTrue(
        missing.isEmpty(),
        () -> "The broker '%s' does not support %s.".formatted(provider.name(), missing));
    return provider.start(brokerProperties);
  }

  /** The broker that all tests of this JVM share. It is stopped when the JVM exits. */
  static TestBroker shared() {
    return SharedBroker.INSTANCE;
  }

  /** The provider with this name. */
  static Provider provider(String name) {
    List<Provider> all =
        ServiceLoader.load(Provider.class).stream().map(ServiceLoader.Provider::get).toList();
    return all.stream()
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "%s is '%s', but the class path has only these test brokers: %s"
                        .formatted(VARIABLE, name, all.stream().map(Provider::name).toList())));
  }

  /** The address for {@code bootstrap.servers}. */
  String bootstrapServers();

  /** Stops the broker and keeps its data. Needs {@link Capability#RESTART}. */
  default void stop() {
    throw new UnsupportedOperationException("Request Capability.RESTART at the start.");
  }

  /** Starts the stopped broker on its port. Needs {@link Capability#RESTART}. */
  default void restart() {
    throw new UnsupportedOperationException("Request Capability.RESTART at the start.");
  }

  /** Stops the broker and deletes its data. */
  @Override
  void close();
}
