package dev.imageclassifier.ingest;

import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.cli.KafkaOptions;
import dev.imageclassifier.cli.VerboseOption;
import dev.imageclassifier.contract.Topics;
import dev.imageclassifier.ingest.publish.PublishSettings;
import dev.imageclassifier.ingest.publish.PublishTotals;
import dev.imageclassifier.ingest.publish.Publisher;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ingest publish}: files and folders onto the topic of pictures. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description = {
      "Publishes files, and all files under folders, as they are.",
      "The key of a record is the path relative to the folder. Hidden files are skipped and"
          + " symbolic links are not followed, unless named themselves."
    },
    footer = {
      "",
      "The last line on standard output is the totals as JSON. Exit code 1 when any file was not"
          + " published.",
      "Example: ingest publish ./holiday --bootstrap-server localhost:9092"
    })
final class PublishCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and folders.")
  List<Path> paths;

  @Option(
      names = {"--topic", "--input-topic"},
      paramLabel = "TOPIC",
      defaultValue = Topics.IMAGES,
      description = "Where to publish (default: ${DEFAULT-VALUE}).")
  String topic;

  @Option(
      names = "--run",
      paramLabel = "ID",
      description = "Names this run in the header ingest.run; otherwise a name is made.")
  String run;

  @Option(
      names = "--header",
      paramLabel = "NAME=VALUE",
      description = "A further header for every record. May be repeated.")
  Map<String, String> headers = new LinkedHashMap<>();

  @Option(
      names = "--max-bytes",
      paramLabel = "N",
      defaultValue = "" + PublishSettings.DEFAULT_MAX_BYTES,
      description = "Longest file that is sent, in bytes (default: ${DEFAULT-VALUE}).")
  int maxBytes;

  @Mixin TimeoutOption timeout;
  @Mixin KafkaOptions kafka;
  @Mixin VerboseOption verbose;
  @Spec CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PublishSettings settings = settings();
    Map<String, String> client = kafka.clientProperties();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    boolean terminal = Terminal.present();
    try (Progress progress = new Progress(err, terminal);
        Publisher publisher = new Publisher(client, settings, progress);
        Interruption interruption = Interruption.stopping(publisher::stop)) {
      progress.begin(terminal ? OptionalLong.of(Publisher.count(paths)) : OptionalLong.empty());
      PublishTotals totals = publisher.publish(paths);
      progress.end(totals);
      if (interruption.interrupted()) {
        err.println("Interrupted: further files were not read.");
      }
      err.flush();
      out.println(TotalsJson.of(totals));
      out.flush();
      return totals.failed() > 0 || interruption.interrupted() ? ExitCode.FAILURE : ExitCode.OK;
    }
  }

  private PublishSettings settings() {
    try {
      PublishSettings settings =
          PublishSettings.newRun()
              .withTopic(topic)
              .withMaxBytes(maxBytes)
              .withHeaders(headers)
              .withTimeout(timeout.duration());
      return run == null ? settings : settings.withRun(run);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "The options do not fit: " + e.getMessage(), e);
    }
  }
}
