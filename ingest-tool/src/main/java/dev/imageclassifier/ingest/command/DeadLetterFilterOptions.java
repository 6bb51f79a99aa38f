package dev.imageclassifier.ingest.command;

import dev.imageclassifier.contract.DeadLetterReason;
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

/** Which dead letters. */
final class DeadLetterFilterOptions {
  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      description = "Only with this reason, corrupt for example. May be repeated.")
  List<String> reasons = new ArrayList<>();

  @Option(
      names = "--since",
      paramLabel = InstantConverter.LABEL,
      converter = InstantConverter.class,
      description = "Only from this time on: 2026-11-23T10:15:30Z, 2026-11-23, or 2h ago as 2h.")
  Instant since;

  @Option(
      names = "--until",
      paramLabel = InstantConverter.LABEL,
      converter = InstantConverter.class,
      description = "Only before this time.")
  Instant until;

  @Option(names = "--run", paramLabel = "ID", description = "Only of this ingest run.")
  String run;

  @Option(names = "--key", paramLabel = "KEY", description = "Only with this key. May be repeated.")
  Set<String> keys = new HashSet<>();

  @Option(
      names = "--place",
      paramLabel = "PARTITION@OFFSET",
      description = "Only the one at this place in the dead-letter topic.")
  String place;

  /** Fails where {@link #filter} would. */
  void check() {
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
        Optional.ofNullable(place).map(this::place));
  }

  private DeadLetterFilter.At place(String text) {
    String[] parts = text.split("@", -1);
    try {
      if (parts.length == 2) {
        // as it is printed: topic-partition@offset
        String partition = parts[0].substring(parts[0].lastIndexOf('-') + 1);
        return new DeadLetterFilter.At(Integer.parseInt(partition), Long.parseLong(parts[1]));
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new ParameterException(
        command.commandLine(), "--place is '" + text + "' but must be as in 3@42");
  }
}
