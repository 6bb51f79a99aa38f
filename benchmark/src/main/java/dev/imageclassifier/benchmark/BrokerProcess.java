package dev.imageclassifier.benchmark;

import dev.imageclassifier.cli.ChildJvm;
import dev.imageclassifier.embedded.KafkaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The embedded broker in a process of its own, so that its CPU time can be told from ours. */
final class BrokerProcess implements AutoCloseable {
  private static final long STOP_SECONDS = 30;

  /**
   * Space is given back soon, for long runs; Kafka looks every five minutes by default. Threads
   * that start together join the group together: one that comes late waits for the other's
   * heartbeat.
   */
  private static final Map<String, String> PROPERTIES =
      Map.of(
          "log.retention.check.interval.ms", "2000",
          "log.initial.task.delay.ms", "2000",
          "group.initial.rebalance.delay.ms", "1000");

  private final Process process;
  private final Thread hook;
  private final String bootstrap;

  private BrokerProcess(Process process, String bootstrap) {
    this.process = process;
    this.bootstrap = bootstrap;
    this.hook = new Thread(process::destroy, "stop-broker");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Starts it, with its data in this directory, and waits until it takes requests. */
  static BrokerProcess start(Path directory) {
    // it reports as errors what its clients repeat with success at the start of a transaction
    List<String> flags = List.of("-Dimageclassifier.log.level=OFF", "-Xmx1g");
    List<String> command = ChildJvm.command(flags, KafkaCommand.class);
    command.addAll(List.of("--port", "0", "--data", directory.toString()));
    PROPERTIES.forEach((name, value) -> command.addAll(List.of("--property", name + "=" + value)));
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      try {
        BufferedReader out = process.inputReader();
        String address = out.readLine();
        if (address == null) {
          throw new IllegalStateException("The broker's process ended before it was ready.");
        }
        return new BrokerProcess(process, address);
      } catch (IOException | RuntimeException e) {
        process.destroyForcibly();
        throw e;
      }
    } catch (IOException e) {
      throw new IllegalStateException("The broker's process cannot be started.", e);
    }
  }

  /** Host and port. */
  String address() {
    return bootstrap;
  }

  /** The client properties that lead to it. */
  Map<String, String> client() {
    return client(bootstrap);
  }

  /** The client properties that lead to the broker at this address. */
  static Map<String, String> client(String address) {
    return Map.of("bootstrap.servers", address);
  }

  /** CPU time of the broker so far. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IllegalStateException e) {
      return; // this process is ending; the hook has done it
    }
  }
}
