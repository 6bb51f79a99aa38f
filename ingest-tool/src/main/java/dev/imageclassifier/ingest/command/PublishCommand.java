package dev.imageclassifier.ingest.command;

import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.cli.ShutdownSignal;
import dev.imageclassifier.cli.Terminal;
import dev.imageclassifier.ingest.files.FileSelection;
import dev.imageclassifier.ingest.journal.Journal;
import dev.imageclassifier.ingest.journal.RunInfo;
import dev.imageclassifier.ingest.publish.ImageReader;
import dev.imageclassifier.ingest.publish.PublishSettings;
import dev.imageclassifier.ingest.run.DryRun;
import dev.imageclassifier.ingest.run.IngestRun;
import dev.imageclassifier.ingest.run.IngestSettings;
import dev.imageclassifier.ingest.run.IngestTotals;
import dev.imageclassifier.ingest.run.RunPlan;
import dev.imageclassifier.kafka.TopicInspector;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ingest publish}: publishes files as records of the input topic. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Publishes files, and all files in directories and archives, without changing them.",
      "The record key is the path relative to the directory. Hidden files and symbolic links in"
          + " directories are skipped."
    },
    footer = {
      "",
      "The last line on standard output contains the totals as JSON. Exit code 1 if a file was not"
          + " published; with --wait, 3 if there are dead letters and 4 if files are pending.",
      "Examples: ingest publish ./holiday --wait --report report.jsonl --bootstrap-server"
          + " localhost:9092",
      "          find . -name '*.jpg' -print0 | ingest publish -0 --from-file - --bootstrap-server"
          + " localhost:9092",
      "          ingest publish --resume 20261123T101530Z-1f9c2e --bootstrap-server localhost:9092"
    })
final class PublishCommand implements Callable<Integer> {
  /** Options that a run keeps, so that {@code --resume} does not accept them. */
  private static final List<String> FIXED_BY_RUN =
      List.of(
          "--topic",
          "--key",
          "--key-prefix",
          "--header",
          "--include",
          "--exclude",
          "--follow-symlinks",
          "--archives",
          "--run");

  private static final Duration SIGNAL_LIMIT = Duration.ofSeconds(30);

  @Mixin FileOptions files;

  @Option(
      names = "--run",
      paramLabel = "ID",
      description = "Id of the run, stored in the header ingest.run (default: a generated id).")
  String run;

  @Option(
      names = "--resume",
      paramLabel = "RUN",
      description = "Resume this run with the files and settings that it was started with.")
  String resume;

  @Option(
      names = "--skip-unchanged",
      description =
          "Skip files that any run has published in the same version (size and time, or digest).")
  boolean skipUnchanged;

  @Option(
      names = "--watch",
      description = "Continue with new files, each when it is complete, until Ctrl-C.")
  boolean watch;

  @Option(
      names = "--dry-run",
      description =
          "Read the files and print how many would be published, their formats, and duplicates."
              + " Connects to the brokers only if they are given, to read the topic's size limit.")
  boolean dryRun;

  @Mixin RecordOptions record;
  @Mixin WaitOptions wait;
  @Mixin JournalOption journal;
  @Mixin ConnectionOptions connection;
  @Spec CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    rejectInvalidCombinations();
    try (Journal open = journal.open()) {
      if (dryRun) {
        return dryRun(open);
      }
      return publish(open, resume == null ? settingsOfNewRun() : settingsOfResumedRun(open));
    }
  }

  private int publish(Journal open, IngestSettings settings) throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    boolean interrupted;
    IngestTotals totals;
    try (IngestProgress progress =
            new IngestProgress(err, Terminal.isPresent(), settings.waitForOutcomes());
        IngestRun ingest = IngestRun.open(open, settings, progress);
        ShutdownSignal signal = ShutdownSignal.install(ingest::cancel, SIGNAL_LIMIT)) {
      if (watch) {
        progress.warning("Watching for new files. Press Ctrl-C to stop.");
      }
      totals = ingest.execute();
      interrupted = signal.received();
      progress.end(totals);
      if (interrupted) {
        err.println("Interrupted. Resume the run with --resume " + totals.run() + ".");
      }
      err.print(ProgressText.summary(totals.summary()));
      err.flush();
      out.println(TotalsJson.of(totals));
      out.flush();
    }
    if (interrupted || totals.thisProcess().failed() > 0) {
      return ExitCode.FAILURE;
    }
    return wait.wait ? TotalsJson.exitCode(totals.summary()) : ExitCode.OK;
  }

  private int dryRun(Journal open) throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    PrintWriter out = spec.commandLine().getOut();
    ImageReader reader = new ImageReader(record.maxBytes, record.topic, topicLimit());
    DryRun.Totals totals =
        new DryRun(selection(), reader, open.seenDigests(), err::println).execute();
    out.print(ProgressText.dryRun(totals));
    out.println(TotalsJson.of(totals));
    out.flush();
    return ExitCode.OK;
  }

  private OptionalInt topicLimit() throws InterruptedException {
    return connection.kafka.isNamed()
        ? new TopicInspector(connection.client(), connection.timeout())
            .describe(record.topic)
            .maxMessageBytes()
        : OptionalInt.empty();
  }

  private void rejectInvalidCombinations() {
    if (resume == null && files.isEmpty()) {
      throw usageError("Missing required parameter: 'PATH', --from-file or --resume");
    }
    if (resume != null) {
      if (!files.paths.isEmpty()) {
        throw usageError("--resume does not accept PATH: the run keeps its files");
      }
      for (String option : FIXED_BY_RUN) {
        if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
          throw usageError(
              "--resume does not accept %s: the run keeps its settings".formatted(option));
        }
      }
    }
    if (watch && FileSelection.STANDARD_INPUT.equals(files.list)) {
      throw usageError("--watch does not accept a list on standard input");
    }
    if (dryRun && (resume != null || watch)) {
      throw usageError("--dry-run does not accept --resume or --watch");
    }
    if (files.nullSeparated && files.list == null) {
      throw usageError("--null requires --from-file");
    }
  }

  private IngestSettings settingsOfNewRun() {
    try {
      PublishSettings.Builder publish = publishSettings().topic(record.topic);
      if (run != null) {
        publish.run(run);
      }
      RunPlan plan = new RunPlan(selection(), record.keys(), record.headers);
      return settings(plan, publish);
    } catch (IllegalArgumentException e) {
      throw usageError("Invalid options: " + e.getMessage());
    }
  }

  private IngestSettings settingsOfResumedRun(Journal open) {
    RunInfo info = open.run(resume);
    RunPlan plan = RunPlan.parse(info.plan());
    if (files.list != null) {
      FileSelection selected = plan.files().withList(files.list, files.nullSeparated);
      plan = new RunPlan(selected, plan.keys(), plan.headers());
    } else if (!plan.files().isRepeatable()) {
      throw usageError(
          "The run '%s' reads its list from standard input: add --from-file -".formatted(resume));
    }
    try {
      return settings(plan, publishSettings().topic(info.topic()).run(info.id()));
    } catch (IllegalArgumentException e) {
      throw usageError("Invalid options: " + e.getMessage());
    }
  }

  private PublishSettings.Builder publishSettings() {
    return PublishSettings.builder()
        .maxBytes(record.maxBytes)
        .readers(record.readers)
        .rate(record.rate)
        .connectTimeout(connection.timeout());
  }

  private IngestSettings settings(RunPlan plan, PublishSettings.Builder publish) {
    PublishSettings settings = publish.keys(plan.keys()).headers(plan.headers()).build();
    return IngestSettings.builder()
        .client(connection.client())
        .files(plan.files())
        .publish(settings)
        .topics(wait.topics.withInput(settings.topic()))
        .resume(resume != null)
        .skipUnchanged(skipUnchanged)
        .watch(watch)
        .countFiles(Terminal.isPresent() && !watch)
        .waitForOutcomes(wait.wait)
        .outcomeTimeout(wait.timeout())
        .report(wait.report)
        .build();
  }

  private FileSelection selection() {
    try {
      return files.selection();
    } catch (IllegalArgumentException e) {
      throw usageError("Invalid options: " + e.getMessage());
    }
  }

  private ParameterException usageError(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
