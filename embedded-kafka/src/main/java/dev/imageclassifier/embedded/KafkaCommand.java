package dev.imageclassifier.embedded;

import dev.imageclassifier.cli.Bounds;
import dev.imageclassifier.cli.Commands;
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

/** {@code kafka}: the embedded broker alone, in the foreground. */
@Command(
    name = "kafka",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Runs one Kafka broker in the foreground, for trying things out.",
    footer = {
      "",
      "Prints its address on standard output when it takes requests; Ctrl-C stops it.",
      "Example: kafka --port 9092 --data ./kafka-data"
    })
public final class KafkaCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "9092",
      description = "Port on localhost; 0 for any free one (default: ${DEFAULT-VALUE}).")
  int port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keeps the data there; otherwise it is gone when the broker stops.")
  Path data;

  @Option(
      names = "--property",
      paramLabel = "KEY=VALUE",
      description = "One broker property; wins over the command's own. May be repeated.")
  Map<String, String> properties = new LinkedHashMap<>();

  @Mixin VerboseOption verbose;

  @Spec CommandSpec spec;

  /** The process. */
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
              "kafka: The broker cannot go on, and its log above says why; its data stays in "
                  + kafka.dataDirectory()
                  + ".");
          err.flush();
        });
    PrintWriter out = spec.commandLine().getOut();
    out.println(kafka.bootstrapServers());
    out.flush();
    new CountDownLatch(1).await(); // a signal ends the process; the hook stops the broker
    throw new AssertionError("nobody counts down");
  }

  private BrokerSettings settings() {
    Bounds bounds = new Bounds();
    bounds.within("--port", port, 0, 65_535);
    bounds.refuse(spec.commandLine());
    BrokerSettings settings = BrokerSettings.DEFAULTS.withPort(port);
    for (Map.Entry<String, String> property : properties.entrySet()) {
      settings = settings.withProperty(property.getKey(), property.getValue());
    }
    return data == null ? settings : settings.withData(data);
  }
}
