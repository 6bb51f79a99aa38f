package dev.imageclassifier.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The properties of a single node that is both broker and controller. */
final class BrokerProperties {
  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private static final String MEBIBYTES_32 = Integer.toString(32 * 1024 * 1024);

  private static final Map<String, String> SINGLE_NODE =
      Map.ofEntries(
          Map.entry("process.roles", "broker,controller"),
          Map.entry("node.id", Integer.toString(NODE_ID)),
          Map.entry("controller.listener.names", CONTROLLER_LISTENER),
          // A separate listener, so that TLS and SASL apply to clients only.
          Map.entry("inter.broker.listener.name", "BROKER"),
          Map.entry(
              "listener.security.protocol.map",
              "CLIENT:PLAINTEXT,BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT"),
          Map.entry("default.replication.factor", "1"),
          Map.entry("offsets.topic.replication.factor", "1"),
          Map.entry("offsets.topic.num.partitions", "4"),
          Map.entry("transaction.state.log.replication.factor", "1"),
          Map.entry("transaction.state.log.min.isr", "1"),
          Map.entry("transaction.state.log.num.partitions", "4"),
          Map.entry("share.coordinator.state.topic.replication.factor", "1"),
          Map.entry("share.coordinator.state.topic.min.isr", "1"),
          Map.entry("share.coordinator.state.topic.num.partitions", "1"),
          Map.entry("group.initial.rebalance.delay.ms", "0"),
          Map.entry("auto.create.topics.enable", "false"),
          // Large enough for photographs and for dead letters with their headers.
          Map.entry("message.max.bytes", MEBIBYTES_32),
          Map.entry("replica.fetch.max.bytes", MEBIBYTES_32),
          Map.entry("replica.fetch.response.max.bytes", MEBIBYTES_32),
          // The default of 128 MiB is too large for the heap of a test.
          Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(4 * 1024 * 1024)),
          Map.entry("num.network.threads", "2"),
          Map.entry("num.io.threads", "4"));

  private BrokerProperties() {}

  /** The properties for these ports and this data directory, with the overrides of the user. */
  static Properties of(
      int port, int controllerPort, Path directory, Map<String, String> overrides) {
    Properties properties = new Properties();
    properties.putAll(SINGLE_NODE);
    properties.put(
        "listeners",
        "CLIENT://localhost:%d,BROKER://localhost:0,CONTROLLER://localhost:%d"
            .formatted(port, controllerPort));
    properties.put("controller.quorum.voters", NODE_ID + "@localhost:" + controllerPort);
    properties.put("log.dirs", directory.toString());
    properties.putAll(overrides);
    return properties;
  }
}
