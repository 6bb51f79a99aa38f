package dev.imageclassifier.demo;

import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.contract.ResultJson;
import dev.imageclassifier.embedded.EmbeddedKafka;
import dev.imageclassifier.embedded.TemporaryDirectory;
import dev.imageclassifier.ingest.files.FileSelection;
import dev.imageclassifier.ingest.journal.Journal;
import dev.imageclassifier.ingest.journal.OutcomeStore;
import dev.imageclassifier.ingest.journal.ReportRow;
import dev.imageclassifier.ingest.journal.StoredOutcome;
import dev.imageclassifier.ingest.publish.PublishSettings;
import dev.imageclassifier.ingest.run.IngestRun;
import dev.imageclassifier.ingest.run.IngestSettings;
import dev.imageclassifier.kafka.CommittedOutcome;
import dev.imageclassifier.kafka.KafkaClientException;
import dev.imageclassifier.runtime.predict.Classifier;
import dev.imageclassifier.topology.reload.ServedModel;
import dev.imageclassifier.topology.runner.Pipeline;
import dev.imageclassifier.topology.settings.InvalidSettingsException;
import dev.imageclassifier.web.Gateway;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * Runs the whole pipeline once: broker, classifier, web page and ingest run. Not thread-safe,
 * except {@link #stop}, which any thread may call.
 */
final class Demo {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(1);

  /** No limit in practice: {@link DemoProgress} stops a run without progress. */
  private static final Duration OUTCOME_TIMEOUT = Duration.ofDays(1);

  private final DemoSettings settings;
  private final PrintWriter out;
  private final DemoProgress progress;
  private volatile boolean stopped;
  private volatile IngestRun ingest;
  private OutcomeTable table;

  /**
   * Creates a demo.
   *
   * @param out receives the table and the totals
   */
  Demo(DemoSettings settings, PrintWriter out, DemoProgress progress) {
    this.settings = settings;
    this.out = out;
    this.progress = progress;
  }

  /** Ends the run as soon as possible. */
  void stop() {
    stopped = true;
    IngestRun run = ingest;
    if (run != null) {
      run.cancel();
    }
  }

  /**
   * Runs until every image has an outcome, or without {@code --once} until {@link #stop}.
   *
   * @throws UserError if a component does not start or fails, if no image was published, or if an
   *     image has no outcome or more than one
   */
  void run(Classifier classifier) throws InterruptedException {
    try (TemporaryDirectory directory = TemporaryDirectory.create("image-demo-");
        EmbeddedKafka kafka = EmbeddedKafka.start()) {
      Path images = settings.images().orElseGet(() -> writeImages(directory.path()));
      Map<String, String> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
      progress.message("the Kafka broker listens on " + kafka.bootstrapServers());
      try (Pipeline pipeline =
              Pipeline.start(
                  settings.pipeline(client, directory.path().resolve("state")),
                  ServedModel.of(classifier));
          LiveOutcomes live = LiveOutcomes.open(client)) {
        pipeline.awaitReady(START_TIMEOUT);
        PipelineMonitor monitor = PipelineMonitor.start(pipeline, this::stop);
        // The page opens before the images are published, because it shows only later outcomes.
        try (Gateway page = openPage(client)) {
          publish(client, images, directory.path().resolve("journal"), live);
          DemoCounts counts = progress.counts();
          if (!settings.once() && counts.published() > 0) {
            follow(live, kafka.bootstrapServers(), page);
            counts = live.counts();
          }
          finish(counts, monitor);
        }
      }
    } catch (InvalidSettingsException | KafkaClientException | TimeoutException e) {
      throw new UserError("The classifier did not start: " + e.getMessage(), e);
    }
  }

  /** Publishes the images, waits for their outcomes and prints the table. */
  private void publish(Map<String, String> client, Path images, Path file, LiveOutcomes live)
      throws InterruptedException {
    progress.message("publishing " + images);
    IngestSettings run =
        IngestSettings.builder()
            .client(client)
            .files(FileSelection.of(List.of(images)))
            .publish(PublishSettings.builder().maxBytes(settings.decoding().maxBytes()).build())
            .waitForOutcomes(true)
            .outcomeTimeout(OUTCOME_TIMEOUT)
            .report(settings.report().orElse(null))
            .build();
    progress.start(this::stop);
    try (Journal journal = Journal.open(file);
        IngestRun opened = IngestRun.open(journal, run, progress)) {
      ingest = opened;
      if (stopped) {
        opened.cancel();
      }
      opened.execute();
      progress.close();
      printTable(opened.outcomes(), live);
    } finally {
      ingest = null;
      progress.close();
    }
    progress.message(
        progress.counts() + String.format(Locale.ROOT, ", in %.1f s", progress.seconds()));
  }

  private void printTable(OutcomeStore outcomes, LiveOutcomes live) {
    List<ReportRow> rows = new ArrayList<>();
    outcomes.report(rows::add);
    rows.removeIf(row -> row.failure() != null); // reported when it happened
    rows.sort(Comparator.comparing(ReportRow::key));
    table = new OutcomeTable(rows.stream().map(ReportRow::key).toList());
    out.println(table.header());
    for (ReportRow row : rows) {
      StoredOutcome outcome = row.outcome();
      if (outcome == null) {
        out.println(table.unlabelled(row.key(), "pending"));
      } else if (outcome.isLabelled()) {
        byte[] json = outcome.result().getBytes(StandardCharsets.UTF_8);
        out.println(table.labelled(row.key(), ResultJson.read(json)));
      } else {
        out.println(table.unlabelled(row.key(), outcome.reason()));
      }
      if (outcome != null) {
        live.exclude(outcome.partition(), outcome.offset());
      }
    }
    out.flush();
  }

  /** Prints the outcomes of images that other clients publish. */
  private void follow(LiveOutcomes live, String bootstrapServers, Gateway page) {
    if (page != null) {
      progress.message("drop your own images at " + page.address());
    }
    progress.message("the demo runs until Ctrl-C. Publish more images from another terminal:");
    progress.message("  ./pipeline ingest publish DIR --bootstrap-server " + bootstrapServers);
    while (!stopped) {
      for (CommittedOutcome outcome : live.poll()) {
        progress.touch();
        if (outcome instanceof CommittedOutcome.Labelled labelled) {
          out.println(table.labelled(labelled.key(), labelled.result()));
        } else if (outcome instanceof CommittedOutcome.DeadLettered dead) {
          out.println(table.unlabelled(dead.key(), dead.deadLetter().reason()));
        } else if (outcome instanceof CommittedOutcome.Unreadable unreadable) {
          progress.message(unreadable.detail());
        }
      }
      out.flush();
    }
  }

  private void finish(DemoCounts counts, PipelineMonitor monitor) {
    out.println(counts.toJson(progress.seconds()));
    out.flush();
    if (monitor.ended().isPresent()) {
      throw new UserError(monitor.ended().get());
    }
    if (counts.published() == 0) {
      throw new UserError("No image was published: choose a directory with images with --images.");
    }
    if (!counts.balanced()) {
      throw new UserError(
          "Not every image has exactly one outcome: %s%s."
              .formatted(counts, progress.isStalled() ? "; no progress for 2 minutes" : ""));
    }
  }

  private Gateway openPage(Map<String, String> client) throws InterruptedException {
    if (settings.port().isEmpty()) {
      return null;
    }
    Gateway page = Gateway.start(settings.gateway(client, settings.port().getAsInt()));
    progress.message("drop your own images at " + page.address());
    return page;
  }

  private static Path writeImages(Path directory) {
    Path images = directory.resolve("images");
    try {
      DemoImages.writeTo(images);
    } catch (IOException e) {
      throw new UserError("Cannot write the images of the demo to " + images + ".", e);
    }
    return images;
  }
}
