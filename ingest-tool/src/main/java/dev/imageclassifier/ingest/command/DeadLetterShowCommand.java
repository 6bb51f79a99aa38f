package dev.imageclassifier.ingest.command;

import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.contract.HeaderNames;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.ingest.outcomes.Follower;
import dev.imageclassifier.ingest.outcomes.RecordText;
import dev.imageclassifier.ingest.outcomes.TopicRange;
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

/** {@code ingest dead-letters show}: prints the headers of dead letters and saves an image. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Prints all headers of dead letters and can save the image of one.",
    footer = {
      "",
      "Example: ingest dead-letters show --key pets/01.jpg --save 01.jpg --bootstrap-server"
          + " localhost:9092"
    })
final class DeadLetterShowCommand implements Callable<Integer> {
  @Option(
      names = "--save",
      paramLabel = "FILE",
      description = "Save the image to a new file. Exactly one dead letter must match.")
  Path save;

  @Mixin DeadLetterOptions deadLetters;
  @Mixin ConnectionOptions connection;
  @Spec CommandSpec spec;

  private long matches;
  private ConsumerRecord<byte[], byte[]> first;

  @Override
  public Integer call() throws InterruptedException {
    deadLetters.validate();
    PrintWriter out = spec.commandLine().getOut();
    TopicRange range = TopicRange.existing(deadLetters.topic, connection.timeout());
    try (Follower follower = new Follower(connection.client(), range)) {
      follower.follow(() -> {}, deadLetters.filter().before(record -> print(record, out)));
    }
    if (matches == 0) {
      throw new UserError(
          "No dead letter in '%s' matches: list them with 'dead-letters list'."
              .formatted(deadLetters.topic));
    }
    if (save != null) {
      save();
    }
    return ExitCode.OK;
  }

  private boolean print(ConsumerRecord<byte[], byte[]> record, PrintWriter out) {
    matches++;
    first = first == null ? record : first;
    out.println(RecordText.position(record));
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
          "%d dead letters match, but only one can be saved: select one with --position."
              .formatted(matches));
    }
    if (first.headers().lastHeader(HeaderNames.ERROR_VALUE_OMITTED) != null) {
      throw new UserError(
          "The image was too large for the dead-letter topic and was omitted; the headers above"
              + " contain its position in the input topic.");
    }
    try {
      byte[] image = first.value() == null ? new byte[0] : first.value();
      Path unused =
          Files.write(save, image, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UserError(
          "Cannot write the file %s (%s): choose another file with --save."
              .formatted(save, Files.exists(save) ? "it already exists" : ErrorText.reason(e)),
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
