package dev.imageclassifier.ingest.command;

import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.ingest.outcomes.DeadLetterPrinter;
import dev.imageclassifier.ingest.outcomes.Follower;
import dev.imageclassifier.ingest.outcomes.TopicRange;
import dev.imageclassifier.kafka.StartPosition;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ingest dead-letters}: lists, shows and redrives dead letters. */
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    description = "Lists, shows and redrives dead letters.",
    subcommands = {
      DeadLettersCommand.ListCommand.class,
      DeadLetterShowCommand.class,
      DeadLetterRedriveCommand.class
    })
final class DeadLettersCommand {

  /** {@code ingest dead-letters list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the dead letters with reason, stage, key, source position and detail.",
      footer = {"", "Example: ingest dead-letters list --json --bootstrap-server localhost:9092"})
  static final class ListCommand implements Callable<Integer> {
    @Option(names = "--follow", description = "Continue with new dead letters until Ctrl-C.")
    boolean follow;

    @Option(names = "--json", description = "Write JSON Lines.")
    boolean json;

    @Mixin DeadLetterOptions deadLetters;
    @Mixin ConnectionOptions connection;
    @Spec CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
      TopicRange range =
          follow
              ? TopicRange.from(deadLetters.topic, StartPosition.beginning(), connection.timeout())
              : TopicRange.existing(deadLetters.topic, connection.timeout());
      PrintWriter out = spec.commandLine().getOut();
      PrintWriter err = spec.commandLine().getErr();
      DeadLetterPrinter printer = new DeadLetterPrinter(out, err::println, json);
      deadLetters.validate();
      try (Follower follower = new Follower(connection.client(), range)) {
        follower.follow(() -> {}, deadLetters.filter().before(printer));
      }
      return ExitCode.OK;
    }
  }
}
