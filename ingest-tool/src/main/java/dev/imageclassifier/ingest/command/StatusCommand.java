package dev.imageclassifier.ingest.command;

import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.cli.ShutdownSignal;
import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.ingest.journal.Journal;
import dev.imageclassifier.ingest.journal.RunInfo;
import dev.imageclassifier.ingest.journal.RunJournal;
import dev.imageclassifier.ingest.journal.RunSummary;
import dev.imageclassifier.ingest.run.OutcomeSource;
import dev.imageclassifier.ingest.run.OutcomeTracker;
import dev.imageclassifier.ingest.run.RunReport;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ingest status}: prints the state of a run, from the journal and the topics. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Prints the state of a run and publishes nothing. Without RUN, lists all runs.",
    footer = {
      "",
      "The last line on standard output contains the totals as JSON. Exit code 0 if every file has"
          + " a result, 1 if a file was not published, 3 if there are dead letters, 4 if files are"
          + " pending.",
      "Example: ingest status 20261123T101530Z-1f9c2e --bootstrap-server localhost:9092"
    })
final class StatusCommand implements Callable<Integer> {
  private static final Duration SIGNAL_LIMIT = Duration.ofSeconds(30);

  @Parameters(arity = "0..1", paramLabel = "RUN", description = "Id of the run.")
  String id;

  @Option(names = "--offline", description = "Read only the journal and do not connect.")
  boolean offline;

  @Mixin WaitOptions wait;
  @Mixin JournalOption journal;
  @Mixin ConnectionOptions connection;
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
      try (RunReport report = wait.report == null ? null : RunReport.open(wait.report);
          RunJournal run = open.open(id)) {
        long start = System.nanoTime();
        if (!offline) {
          readOutcomes(run);
        }
        RunSummary summary = run.outcomes().summary();
        if (report != null) {
          report.write(run.outcomes());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return print(out, run.info(), summary, seconds);
      }
    }
  }

  private void readOutcomes(RunJournal run) throws InterruptedException {
    OutcomeSource source =
        new OutcomeSource(connection.client(), topics(run.info()), connection.timeout());
    if (!wait.wait) {
      OutcomeTracker.catchUp(run, source);
      return;
    }
    try (OutcomeTracker tracker = OutcomeTracker.follow(run, source, outcome -> {});
        ShutdownSignal signal = ShutdownSignal.install(tracker::cancel, SIGNAL_LIMIT)) {
      tracker.await(wait.timeout());
      if (signal.received()) {
        spec.commandLine().getErr().println("Interrupted.");
      }
    }
  }

  private TopicNames topics(RunInfo run) {
    try {
      return wait.topics.withInput(run.topic());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static int print(PrintWriter out, RunInfo run, RunSummary summary, double seconds) {
    out.println(line(run));
    out.printf(
        Locale.ROOT,
        "%,d published: %,d labelled, %,d dead-lettered, %,d pending; %,d failed, %,d duplicates%n",
        summary.published(),
        summary.labelled(),
        summary.deadLettered(),
        summary.pending(),
        summary.failed(),
        summary.duplicates());
    out.print(ProgressText.summary(summary));
    out.println(TotalsJson.of(run.id(), summary, seconds));
    out.flush();
    return TotalsJson.exitCode(summary);
  }

  private static String line(RunInfo run) {
    return "%s  topic %s  started %s%s"
        .formatted(
            ErrorText.printable(run.id()),
            run.topic(),
            run.started().truncatedTo(ChronoUnit.SECONDS),
            run.complete() ? "" : "  incomplete: resume with 'ingest publish --resume'");
  }
}
