package dev.imageclassifier.benchmark.kafka;

import dev.imageclassifier.benchmark.process.BenchmarkProcess;
import dev.imageclassifier.cli.ChildJvm;
import dev.imageclassifier.embedded.KafkaCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The embedded broker in a separate process, so that its CPU time is measured separately. */
public final class BrokerProcess implements AutoCloseable {
  /**
   * Disk space of deleted records is freed within seconds; the default interval is five minutes.
   * The rebalance delay lets threads that start together join the group together. A thread that
   * joins later waits for a heartbeat of the others.
   */
  private static final Map<String, String> PROPERTIES =
      Map.of(
          "log.retention.check.interval.ms", "2000",
          "log.initial.task.delay.ms", "2000",
          "group.initial.rebalance.delay.ms", "1000");

  private final BenchmarkProcess process;

  private BrokerProcess(BenchmarkProcess process) {
    this.process = process;
  }

  /**
   * Starts the broker and waits until it accepts requests.
   *
   * @param directory existing directory for its data and its log
   */
  public static BrokerProcess start(Path directory) {
    // The broker logs transaction errors that its clients retry.
    List<String> flags = List.of("-Dimageclassifier.log.level=OFF", "-Xmx1g");
    List<String> command = ChildJvm.command(flags, KafkaCommand.class);
    command.addAll(List.of("--port", "0", "--data", directory.resolve("kafka").toString()));
    PROPERTIES.forEach((name, value) -> command.addAll(List.of("--property", name + "=" + value)));
    return new BrokerProcess(
        BenchmarkProcess.start(
            command, directory.resolve("broker.txt"), "Rows d, d1, d2 and l need a broker."));
  }

  /** Host and port. */
  public String address() {
    return process.readyLine();
  }

  /** Client properties for this broker. */
  public Map<String, String> client() {
    return Map.of("bootstrap.servers", address());
  }

  /** CPU time of the broker so far. */
  Duration cpu() {
    return process.cpu();
  }

  @Override
  public void close() {
    process.close();
  }
}
