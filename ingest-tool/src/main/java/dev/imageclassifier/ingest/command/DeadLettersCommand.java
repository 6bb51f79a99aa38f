package dev.imageclassifier.ingest.command;

import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.cli.KafkaOptions;
import dev.imageclassifier.cli.VerboseOption;
import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.ingest.outcomes.DeadLetterWriter;
import dev.imageclassifier.ingest.outcomes.FollowSettings;
import dev.imageclassifier.ingest.outcomes.Follower;
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
    @Option(
        names = {"--topic", "--dead-letter-topic"},
        paramLabel = "TOPIC",
        defaultValue = TopicNames.IMAGE_DEAD_LETTERS,
        description = "Dead-letter topic (default: ${DEFAULT-VALUE}).")
    String topic;

    @Option(names = "--follow", description = "Continue with new dead letters until Ctrl-C.")
    boolean follow;

    @Option(names = "--json", description = "Write JSON Lines.")
    boolean json;

    @Mixin DeadLetterFilterOptions filter;
    @Mixin TimeoutOption timeout;
    @Mixin KafkaOptions kafka;
    @Mixin VerboseOption verbose;
    @Spec CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
      FollowSettings settings =
          follow
              ? FollowSettings.from(topic, StartPosition.beginning(), timeout.duration())
              : FollowSettings.existing(topic, timeout.duration());
      PrintWriter out = spec.commandLine().getOut();
      StandardError err = new StandardError(spec.commandLine().getErr());
      DeadLetterWriter writer = new DeadLetterWriter(out, err::line, json);
      filter.validate();
      try (Follower follower = new Follower(kafka.clientProperties(), settings)) {
        follower.follow(() -> {}, filter.filter().before(writer));
      }
      return ExitCode.OK;
    }
  }
}
