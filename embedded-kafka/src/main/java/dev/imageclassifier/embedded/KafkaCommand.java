package dev.imageclassifier.embedded;

import dev.imageclassifier.cli.Commands;
import dev.imageclassifier.cli.RangeChecks;
import dev.imageclassifier.cli.VerboseOption;
import dev.imageclassifier.cli.Version;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code kafka}: runs the embedded broker in the foreground. */
@Command(
    name = "kafka",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Runs a single Kafka broker in the foreground, for trials and tests.",
    footer = {
      "",
      "Prints its address on standard output when it accepts requests. Ctrl-C stops it.",
      "Example: kafka --port 9092 --data ./kafka-data"
    })
public final class KafkaCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "9092",
      description = "Port on localhost; 0 selects a free port (default: ${DEFAULT-VALUE}).")
  int port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data directory. Without it, the data is deleted when the broker stops.")
  Path data;

  @Option(
      names = "--property",
      paramLabel = "KEY=VALUE",
      description = "Broker property; overrides the default of this command. Repeatable.")
  Map<String, String> properties = new LinkedHashMap<>();

  @Mixin VerboseOption verbose;

  @Spec CommandSpec spec;

  /** Runs the command and exits the JVM. */
  public static void main(String... arguments) {
    System.exit(Commands.run(new KafkaCommand(), arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    EmbeddedKafka kafka = EmbeddedKafka.start(settings());
    Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "stop-kafka"));
    PrintWriter err = spec.commandLine().getErr();
    StartUp.endProcessOnFailure(
        () -> {
          err.println(
              "kafka: The broker failed; see its log above. The data is kept in %s."
                  .formatted(kafka.dataDirectory()));
          err.flush();
        });
    PrintWriter out = spec.commandLine().getOut();
    out.println(kafka.bootstrapServers());
    out.flush();
    new CountDownLatch(1)
        .await(); // a signal ends the process, and the shutdown hook stops the broker
    throw new AssertionError("unreachable");
  }

  private BrokerSettings settings() {
    RangeChecks checks = new RangeChecks();
    checks.within("--port", port, 0, 65_535);
    checks.throwIfInvalid(spec.commandLine());
    BrokerSettings.Builder settings = BrokerSettings.builder().port(port).properties(properties);
    return data == null ? settings.build() : settings.data(data).build();
  }
}
