package dev.imageclassifier.ingest.command;

import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.ingest.outcomes.DeadLetterFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that select dead letters. */
final class DeadLetterOptions {
  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  @Option(
      names = {"--topic", "--dead-letter-topic"},
      paramLabel = "TOPIC",
      defaultValue = TopicNames.IMAGE_DEAD_LETTERS,
      description = "Dead-letter topic (default: ${DEFAULT-VALUE}).")
  String topic;

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      description = "Only dead letters with this reason, for example corrupt. Repeatable.")
  List<String> reasons = new ArrayList<>();

  @Option(
      names = "--since",
      paramLabel = InstantConverter.LABEL,
      converter = InstantConverter.class,
      description =
          "Only dead letters from this time on: 2026-11-23T10:15:30Z, or 2h for two hours ago.")
  Instant since;

  @Option(
      names = "--until",
      paramLabel = InstantConverter.LABEL,
      converter = InstantConverter.class,
      description = "Only dead letters before this time.")
  Instant until;

  @Option(names = "--run", paramLabel = "ID", description = "Only dead letters of this ingest run.")
  String run;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "Only dead letters with this key. Repeatable.")
  Set<String> keys = new HashSet<>();

  @Option(
      names = "--position",
      paramLabel = "PARTITION@OFFSET",
      description = "Only the dead letter at this position in the dead-letter topic.")
  String position;

  /** Rejects invalid options before the command connects. */
  void validate() {
    DeadLetterFilter unused = filter();
  }

  DeadLetterFilter filter() {
    for (String reason : reasons) {
      if (!DeadLetterReason.codes().contains(reason)) {
        throw new ParameterException(
            command.commandLine(),
            "Unknown --reason '%s': use one of %s"
                .formatted(reason, String.join(", ", DeadLetterReason.codes())));
      }
    }
    return new DeadLetterFilter(
        Set.copyOf(reasons),
        Optional.ofNullable(since),
        Optional.ofNullable(until),
        Optional.ofNullable(run),
        keys,
        Optional.ofNullable(position).map(this::parsePosition));
  }

  private DeadLetterFilter.Position parsePosition(String text) {
    String[] parts = text.split("@", -1);
    try {
      if (parts.length == 2) {
        // topic-partition@offset is accepted, too
        String partition = parts[0].substring(parts[0].lastIndexOf('-') + 1);
        return new DeadLetterFilter.Position(Integer.parseInt(partition), Long.parseLong(parts[1]));
      }
    } catch (NumberFormatException e) {
      // reported below
    }
    throw new ParameterException(
        command.commandLine(),
        "--position is '%s' but must have the form PARTITION@OFFSET".formatted(text));
  }
}
