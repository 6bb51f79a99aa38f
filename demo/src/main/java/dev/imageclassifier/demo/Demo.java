package dev.imageclassifier.demo;

import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.demo.scenes.SceneFolder;
import dev.imageclassifier.embedded.EmbeddedKafka;
import dev.imageclassifier.embedded.TemporaryDirectory;
import dev.imageclassifier.ingest.publish.PublishSettings;
import dev.imageclassifier.kafka.KafkaClientException;
import dev.imageclassifier.runtime.predict.Classifier;
import dev.imageclassifier.topology.reload.ServedModel;
import dev.imageclassifier.topology.runner.Pipeline;
import dev.imageclassifier.topology.settings.InvalidSettingsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** One run of everything: broker, classifier, publisher, reader of the outcomes. One thread. */
final class Demo {
  private static final Duration TICK = Duration.ofMillis(200);
  private static final Duration START_PATIENCE = Duration.ofMinutes(1);
  private static final Duration QUIET_PATIENCE = Duration.ofMinutes(2);

  private final DemoSettings settings;
  private final Optional<Report> report;
  private final PrintWriter out;
  private final Progress progress;
  private final BooleanSupplier stopAsked;

  Demo(
      DemoSettings settings,
      Optional<Report> report,
      PrintWriter out,
      Progress progress,
      BooleanSupplier stopAsked) {
    this.settings = settings;
    this.report = report;
    this.out = out;
    this.progress = progress;
    this.stopAsked = stopAsked;
  }

  /** Runs it, and answers the account, which was also the last line written. */
  Totals run(Classifier classifier) throws InterruptedException {
    try (TemporaryDirectory workspace = TemporaryDirectory.create("image-demo-");
        EmbeddedKafka kafka = EmbeddedKafka.start()) {
      Path folder = settings.pictures().orElseGet(() -> scenes(workspace));
      Map<String, String> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
      progress.say("a Kafka broker runs on " + kafka.bootstrapServers());
      try (Pipeline pipeline =
              Pipeline.start(
                  settings.pipeline(client, workspace.path().resolve("state")),
                  ServedModel.of(classifier));
          OutcomeFollower follower =
              OutcomeFollower.fromNow(
                  client, DemoSettings.TOPICS.labels(), DemoSettings.TOPICS.deadLetters())) {
        pipeline.awaitReady(START_PATIENCE);
        // before anything is published, so that the page shows the demo's own pictures too
        try (Page page = Page.open(settings, client, progress)) {
          return run(client, folder, follower, PipelineWatch.start(pipeline), page);
        }
      }
    } catch (InvalidSettingsException | KafkaClientException | TimeoutException e) {
      throw new UserError("The classifier did not start: " + e.getMessage(), e);
    }
  }

  private Totals run(
      Map<String, String> client,
      Path folder,
      OutcomeFollower follower,
      PipelineWatch pipeline,
      Page page)
      throws InterruptedException {
    progress.say("publishing " + folder);
    Ledger ledger = new Ledger();
    PublishSettings publish =
        PublishSettings.builder()
            .topic(DemoSettings.TOPICS.images())
            .maxBytes(settings.reading().maxBytes())
            .build();
    Optional<String> problem;
    try (Publishing publishing = Publishing.start(client, publish, folder, ledger, progress)) {
      problem = settle(ledger, publishing, follower, pipeline);
    }
    OutcomeTable table = tell(ledger);
    if (problem.isEmpty() && !settings.once()) {
      problem = keepRunning(client, ledger, table, follower, pipeline, page);
    }
    Totals totals =
        settings.once()
            ? ledger.totals()
            : ledger.totalsOf(TopicSize.of(client, DemoSettings.TOPICS.images()));
    out.println(totals.toJson());
    out.flush();
    if (problem.isPresent()) {
      throw new UserError(problem.get());
    }
    return totals;
  }

  /** Waits for all outcomes; answers why it stopped waiting where there is a reason to complain. */
  private Optional<String> settle(
      Ledger ledger, Publishing publishing, OutcomeFollower follower, PipelineWatch pipeline) {
    while (!stopAsked.getAsBoolean()) {
      follower.poll(TICK).forEach(ledger::settled);
      progress.show(ledger.totals());
      boolean published = publishing.done();
      if (published && ledger.totals().published() == 0) {
        return Optional.of("No picture was published: give --pictures a folder that holds some.");
      }
      if (published && ledger.totals().pending() == 0) {
        return Optional.empty();
      }
      if (pipeline.ended().isPresent()) {
        return pipeline.ended();
      }
      if (ledger.quiet().compareTo(QUIET_PATIENCE) > 0) {
        return Optional.of(
            "Nothing has happened for " + QUIET_PATIENCE.toSeconds() + " s; the demo gives up.");
      }
    }
    return Optional.empty();
  }

  private OutcomeTable tell(Ledger ledger) {
    Map<String, Optional<PictureOutcome>> entries = ledger.entries();
    progress.clear();
    OutcomeTable table = new OutcomeTable(entries.keySet());
    out.println(table.header());
    entries.forEach((imageId, outcome) -> out.println(table.row(imageId, outcome)));
    out.flush();
    report.ifPresent(file -> file.write(entries));
    progress.say(ledger.totals().toSentence());
    return table;
  }

  private Optional<String> keepRunning(
      Map<String, String> client,
      Ledger ledger,
      OutcomeTable table,
      OutcomeFollower follower,
      PipelineWatch pipeline,
      Page page) {
    String broker = client.get("bootstrap.servers");
    page.invite(progress);
    progress.say("still running, until Ctrl-C. Send it more pictures from another terminal:");
    progress.say("  ./pipeline ingest publish DIR --bootstrap-server " + broker);
    while (!stopAsked.getAsBoolean()) {
      for (PictureOutcome outcome : follower.poll(TICK)) {
        ledger.settled(outcome);
        out.println(table.row(outcome.imageId(), Optional.of(outcome)));
      }
      out.flush();
      if (pipeline.ended().isPresent()) {
        return pipeline.ended();
      }
    }
    return Optional.empty();
  }

  private static Path scenes(TemporaryDirectory workspace) {
    Path folder = workspace.path().resolve("scenes");
    try {
      SceneFolder.write(folder);
    } catch (IOException e) {
      throw new UserError("The demo's own pictures cannot be written to " + folder + ".", e);
    }
    return folder;
  }
}
