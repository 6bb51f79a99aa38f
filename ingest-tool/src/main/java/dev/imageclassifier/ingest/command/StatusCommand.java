package dev.imageclassifier.ingest.command;

import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.cli.KafkaOptions;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.cli.VerboseOption;
import dev.imageclassifier.ingest.journal.Journal;
import dev.imageclassifier.ingest.journal.RunInfo;
import dev.imageclassifier.ingest.journal.RunJournal;
import dev.imageclassifier.ingest.journal.RunSummary;
import dev.imageclassifier.ingest.run.OutcomeTopics;
import dev.imageclassifier.ingest.run.OutcomeTracker;
import dev.imageclassifier.ingest.run.RunReport;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ingest status}: what became of a run, from the journal and the topics. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Says what became of a run's files; publishes nothing. Without RUN, lists runs.",
    footer = {
      "",
      "The last line on standard output is the totals as JSON. Exit code 0 when every file has its"
          + " labels, 1 when some were not published, 3 when there are dead letters, 4 when some"
          + " are pending.",
      "Example: ingest status 20261123T101530Z-1f9c2e --bootstrap-server localhost:9092"
    })
final class StatusCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "RUN", description = "The run's id.")
  String id;

  @Option(names = "--offline", description = "Ask the journal only, and no broker.")
  boolean offline;

  @Mixin WaitOptions wait;
  @Mixin JournalOption journal;
  @Mixin TimeoutOption timeout;
  @Mixin KafkaOptions kafka;
  @Mixin VerboseOption verbose;
  @Spec CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (Journal open = journal.open()) {
      if (id == null) {
        open.runs().forEach(run -> out.println(line(run)));
        out.flush();
        return ExitCode.OK;
      }
      Optional<RunReport> report = Optional.ofNullable(wait.report).map(RunReport::open);
      try (RunJournal run = open.look(id)) {
        long start = System.nanoTime();
        if (!offline) {
          read(run);
        }
        RunSummary summary = run.outcomes().summary();
        report.ifPresent(file -> file.write(run.outcomes()));
        double seconds = (System.nanoTime() - start) / 1e9;
        return tell(out, run.entry(), summary, seconds);
      } finally {
        report.ifPresent(RunReport::close);
      }
    }
  }

  private void read(RunJournal run) throws InterruptedException {
    OutcomeTopics topics =
        new OutcomeTopics(
            kafka.clientProperties(), wait.resultsTopic, wait.deadLetterTopic, timeout.duration());
    if (wait.wait) {
      try (OutcomeTracker outcomes = OutcomeTracker.follow(run, topics);
          ShutdownSignal interruption = ShutdownSignal.stopping(outcomes::stop)) {
        outcomes.await(wait.timeout());
        if (interruption.interrupted()) {
          spec.commandLine().getErr().println("Interrupted.");
        }
      }
    } else {
      OutcomeTracker.catchUp(run, topics);
    }
  }

  private static int tell(PrintWriter out, RunInfo run, RunSummary summary, double seconds) {
    out.println(line(run));
    out.printf(
        "%,d published: %,d labelled, %,d dead-lettered, %,d pending; %,d not published, %,d"
            + " duplicates%n",
        summary.published(),
        summary.labelled(),
        summary.deadLettered(),
        summary.pending(),
        summary.failed(),
        summary.duplicates());
    out.print(ProgressText.summary(summary));
    long done = summary.labelled() + summary.deadLettered();
    out.println(TotalsJson.of(run.id(), summary, 0, done, seconds));
    out.flush();
    return TotalsJson.exitCode(summary);
  }

  private static String line(RunInfo run) {
    return ErrorText.printable(run.id())
        + "  to "
        + run.topic()
        + "  begun "
        + run.started().truncatedTo(ChronoUnit.SECONDS)
        + (run.complete() ? "" : "  not through: go on with 'ingest publish --resume'");
  }
}
