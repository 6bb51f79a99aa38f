package dev.imageclassifier.ingest.command;

import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.cli.KafkaOptions;
import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.cli.VerboseOption;
import dev.imageclassifier.kafka.TopicInspector;
import dev.imageclassifier.ingest.files.FileSelection;
import dev.imageclassifier.ingest.journal.Journal;
import dev.imageclassifier.ingest.journal.RunInfo;
import dev.imageclassifier.ingest.publish.ImageReader;
import dev.imageclassifier.ingest.publish.PublishSettings;
import dev.imageclassifier.ingest.run.DryRun;
import dev.imageclassifier.ingest.run.OutcomeTopics;
import dev.imageclassifier.ingest.run.RunPlan;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ingest publish}: files and folders onto the topic of images. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Publishes files, and all files under folders and in archives, as they are.",
      "The key of a record is the path relative to the folder. Hidden files are skipped and"
          + " symbolic links are not followed, unless named themselves."
    },
    footer = {
      "",
      "The last line on standard output is the totals as JSON. Exit code 1 when any file was not"
          + " published; with --wait 3 when there are dead letters, 4 when some are pending.",
      "Examples: ingest publish ./holiday --wait --report report.jsonl --bootstrap-server"
          + " localhost:9092",
      "          find . -name '*.jpg' -print0 | ingest publish -0 --from-file - --bootstrap-server"
          + " localhost:9092",
      "          ingest publish --resume 20261123T101530Z-1f9c2e --bootstrap-server localhost:9092"
    })
final class PublishCommand implements Callable<Integer> {
  /** What a run keeps, and {@code --resume} does not change. */
  private static final List<String> OF_THE_PLAN =
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

  @Mixin FileOptions selection;

  @Option(
      names = "--run",
      paramLabel = "ID",
      description = "Names this run in the header ingest.run; otherwise a name is made.")
  String run;

  @Option(
      names = "--resume",
      paramLabel = "RUN",
      description = "Go on with a run where it was: the files are those it began with.")
  String resume;

  @Option(
      names = "--skip-unchanged",
      description = "Leave out what any run has published as it is now (size and time, or digest).")
  boolean skipUnchanged;

  @Option(
      names = "--watch",
      description = "Go on with files that come, once they are complete, until Ctrl-C.")
  boolean watch;

  @Option(
      names = "--dry-run",
      description =
          "Say what would be sent: how many, formats, duplicates; asks the broker"
              + " only where one is named, for the topic's limit.")
  boolean dryRun;

  @Mixin RecordOptions record;
  @Mixin WaitOptions wait;
  @Mixin JournalOption journal;
  @Mixin TimeoutOption timeout;
  @Mixin KafkaOptions kafka;
  @Mixin VerboseOption verbose;
  @Spec CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    check();
    if (dryRun) {
      return look();
    }
    Map<String, String> client = kafka.clientProperties();
    try (Journal open = journal.open()) {
      PublishTask task =
          resume == null ? begin(open, client) : resume(open, open.find(resume), client);
      return task.run(spec.commandLine().getOut(), spec.commandLine().getErr());
    }
  }

  private int look() throws InterruptedException {
    try (Journal open = journal.open()) {
      ImageReader reading = new ImageReader(record.maxBytes, record.topic, topicLimit());
      DryRun run = new DryRun(selection.selection(), reading, open.seenDigests());
      PrintWriter err = spec.commandLine().getErr();
      run.run(new StandardError(err)::line);
      PrintWriter out = spec.commandLine().getOut();
      out.print(run.text());
      out.println(run.json());
      out.flush();
      return ExitCode.OK;
    } catch (IllegalArgumentException e) {
      throw usage("The options do not fit: " + e.getMessage());
    }
  }

  /** The topic's own limit counts where the brokers are named. */
  private OptionalInt topicLimit() throws InterruptedException {
    return kafka.isNamed()
        ? new TopicInspector(kafka.clientProperties(), timeout.duration()).describe(record.topic)
            .maxMessageBytes()
        : OptionalInt.empty();
  }

  private void check() {
    if (resume == null && selection.isEmpty()) {
      throw usage("Missing required parameter: 'PATH', --from-file or --resume");
    }
    if (resume != null) {
      if (!selection.paths.isEmpty()) {
        throw usage("--resume takes no PATH: the run goes on with those it began with");
      }
      for (String option : OF_THE_PLAN) {
        if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
          throw usage("--resume takes no " + option + ": the run goes on with what it began with");
        }
      }
    }
    if (watch && FileSelection.STANDARD_INPUT.equals(selection.list)) {
      throw usage(
          "--watch needs files that can be looked at again: give no list on standard input");
    }
    if (dryRun && (resume != null || watch)) {
      throw usage("--dry-run goes with PATH only");
    }
    if (selection.nul && selection.list == null) {
      throw usage("--null says how a list is written: give --from-file, too");
    }
  }

  private PublishTask begin(Journal open, Map<String, String> client) {
    try {
      RunPlan plan = new RunPlan(selection.selection(), record.keys(), record.headers);
      PublishSettings settings = settings(plan).withTopic(record.topic);
      return task(open, client, plan, run == null ? settings : settings.withRun(run));
    } catch (IllegalArgumentException e) {
      throw usage("The options do not fit: " + e.getMessage());
    }
  }

  private PublishTask resume(Journal open, Optional<RunInfo> found, Map<String, String> client) {
    RunInfo entry =
        found.orElseThrow(
            () ->
                new UserError(
                    "The journal has no run '"
                        + resume
                        + "' to go on with: 'ingest status' lists those it has."));
    RunPlan kept = RunPlan.of(entry.plan());
    FileSelection files =
        selection.list == null
            ? kept.selection()
            : kept.selection().withList(selection.list, selection.nul);
    if (!files.isRepeatable() && selection.list == null) {
      throw usage(
          "The run '"
              + resume
              + "' reads a list from standard input: give it again with"
              + " --from-file -");
    }
    try {
      RunPlan plan = new RunPlan(files, kept.keys(), kept.headers());
      PublishSettings settings = settings(plan).withTopic(entry.topic()).withRun(entry.id());
      return task(open, client, plan, settings);
    } catch (IllegalArgumentException e) {
      throw usage("The options do not fit: " + e.getMessage());
    }
  }

  private PublishTask task(
      Journal open, Map<String, String> client, RunPlan plan, PublishSettings settings) {
    OutcomeTopics topics =
        new OutcomeTopics(client, wait.resultsTopic, wait.deadLetterTopic, timeout.duration());
    return new PublishTask(
        open, plan, settings, topics, wait, resume != null, skipUnchanged, watch);
  }

  private PublishSettings settings(RunPlan plan) {
    return PublishSettings.newRun()
        .withMaxBytes(record.maxBytes)
        .withHeaders(plan.headers())
        .withKeys(plan.keys())
        .withReaders(record.readers)
        .withRate(record.rate)
        .withTimeout(timeout.duration());
  }

  private ParameterException usage(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
