package dev.imageclassifier.ingest.command;

import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.cli.KafkaOptions;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.cli.VerboseOption;
import dev.imageclassifier.contract.HeaderNames;
import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.ingest.outcomes.FollowSettings;
import dev.imageclassifier.ingest.outcomes.Follower;
import dev.imageclassifier.kafka.StartPosition;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ingest dead-letters show}: all that is known of one or more dead letters. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows every header of dead letters, and saves the image of one.",
    footer = {
      "",
      "Example: ingest dead-letters show --key pets/01.jpg --save 01.jpg --bootstrap-server"
          + " localhost:9092"
    })
final class DeadLetterShowCommand implements Callable<Integer> {
  @Option(
      names = {"--topic", "--dead-letter-topic"},
      paramLabel = "TOPIC",
      defaultValue = TopicNames.IMAGE_DEAD_LETTERS,
      description = "Where the dead letters are (default: ${DEFAULT-VALUE}).")
  String topic;

  @Option(
      names = "--save",
      paramLabel = "FILE",
      description = "Write the image, byte for byte, to a new file; exactly one must match.")
  Path save;

  @Mixin DeadLetterFilterOptions filter;
  @Mixin TimeoutOption timeout;
  @Mixin KafkaOptions kafka;
  @Mixin VerboseOption verbose;
  @Spec CommandSpec spec;

  private long matches;
  private ConsumerRecord<byte[], byte[]> first;

  @Override
  public Integer call() throws InterruptedException {
    filter.check();
    PrintWriter out = spec.commandLine().getOut();
    FollowSettings settings =
        FollowSettings.between(topic, StartPosition.beginning(), StartPosition.end(), timeout.duration());
    try (Follower follower = new Follower(kafka.clientProperties(), settings)) {
      follower.follow(() -> {}, filter.filter().before(record -> take(record, out)));
    }
    if (matches == 0) {
      throw new UserError("No dead letter in '" + topic + "' matches: see 'dead-letters list'.");
    }
    if (save != null) {
      save();
    }
    return ExitCode.OK;
  }

  private boolean take(ConsumerRecord<byte[], byte[]> record, PrintWriter out) {
    matches++;
    first = first == null ? record : first;
    out.println(record.topic() + "-" + record.partition() + "@" + record.offset());
    line(out, "key", record.key() == null ? "-" : text(record.key()));
    line(out, "time", Instant.ofEpochMilli(record.timestamp()).toString());
    line(out, "bytes", record.value() == null ? "-" : Integer.toString(record.value().length));
    for (Header header : record.headers()) {
      line(out, header.key(), header.value() == null ? "-" : text(header.value()));
    }
    return !out.checkError();
  }

  private void save() {
    if (matches > 1) {
      throw new UserError(
          matches + " dead letters match, and one can be saved: give --place as shown above.");
    }
    if (first.headers().lastHeader(HeaderNames.ERROR_VALUE_OMITTED) != null) {
      throw new UserError(
          "The image was too large for the dead-letter topic and is not in it; the headers above"
              + " say where it lies.");
    }
    try {
      byte[] image = first.value() == null ? new byte[0] : first.value();
      Path unused =
          Files.write(save, image, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UserError(
          "The file "
              + save
              + " cannot be written ("
              + (Files.exists(save) ? "it is there already" : ErrorText.reason(e))
              + "): name another with --save.",
          e);
    }
  }

  private static void line(PrintWriter out, String name, String value) {
    out.println("  " + ErrorText.printable(name) + ": " + ErrorText.printable(value));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
