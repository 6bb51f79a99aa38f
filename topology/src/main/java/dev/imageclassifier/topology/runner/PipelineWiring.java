package dev.imageclassifier.topology.runner;

import dev.imageclassifier.runtime.predict.Classifier;
import dev.imageclassifier.topology.ClassifierTopology;
import dev.imageclassifier.topology.ClassifyProcessor;
import dev.imageclassifier.topology.batch.BatcherPerThread;
import dev.imageclassifier.topology.deadletter.DeadLetterFactory;
import dev.imageclassifier.topology.health.BrokerProbe;
import dev.imageclassifier.topology.health.HealthServer;
import dev.imageclassifier.topology.health.Readiness;
import dev.imageclassifier.topology.metrics.PipelineMetrics;
import dev.imageclassifier.topology.metrics.RecordCounters;
import dev.imageclassifier.topology.quarantine.CrashLog;
import dev.imageclassifier.topology.quarantine.IsolatedClassifier;
import dev.imageclassifier.topology.quarantine.Quarantine;
import dev.imageclassifier.topology.reload.ActiveModel;
import dev.imageclassifier.topology.result.ResultFactory;
import dev.imageclassifier.topology.settings.PipelineSettings;
import dev.imageclassifier.topology.settings.StreamsProperties;
import dev.imageclassifier.topology.startup.InstanceDirectory;
import dev.imageclassifier.topology.startup.StartupCheck;
import dev.imageclassifier.topology.startup.TopicCheck;
import dev.imageclassifier.topology.tracing.OpenTelemetryVariables;
import dev.imageclassifier.topology.tracing.Tracing;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;

/**
 * The parts of a pipeline and their connections.
 *
 * @param streams the application, not started
 * @param batchers classify the records
 * @param httpPort port of the health endpoints; empty if there are none
 */
record PipelineWiring(KafkaStreams streams, BatcherPerThread batchers, OptionalInt httpPort) {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

  /**
   * Checks the cluster, creates missing topics and creates all parts, which {@code resources}
   * closes.
   */
  static PipelineWiring open(
      PipelineSettings settings,
      ActiveModel model,
      RecordCounters counters,
      StreamsLifecycle lifecycle,
      Resources resources) {
    Readiness readiness = lifecycle.readiness();
    PipelineMetrics metrics = resources.add(metrics(model, counters, readiness));
    OptionalInt httpPort = OptionalInt.empty();
    if (settings.httpPort().isPresent()) {
      int port = settings.httpPort().getAsInt();
      HealthServer health = resources.add(HealthServer.start(port, readiness, metrics::scrape));
      httpPort = OptionalInt.of(health.port());
    }
    Admin admin = resources.add(Admin.create(settings.adminProperties()));
    OpenTelemetryVariables variables = OpenTelemetryVariables.ofProcess();
    TopicCheck.Limits limits = prepareTopics(admin, settings, variables.problems());
    InstanceDirectory instance = resources.add(InstanceDirectory.lock(settings.stateDirectory()));
    BatcherPerThread batchers =
        resources.add(batchers(settings, model, counters, metrics, new CrashLog(instance.path())));
    Tracing tracing = resources.add(variables.open(settings.applicationId(), settings.topics()));
    Properties properties =
        new StreamsProperties(settings, limits.input())
            .build(instance.path().resolve("streams"), instance.id(), batchers);
    long maxRequest = (long) limits.input() + StreamsProperties.RECORD_OVERHEAD;
    ResultFactory results = new ResultFactory(Math.min(limits.labels(), maxRequest));
    DeadLetterFactory deadLetters =
        new DeadLetterFactory(Math.min(limits.deadLetters(), maxRequest));
    KafkaStreams streams =
        new KafkaStreams(
            ClassifierTopology.build(
                settings.topics(),
                () -> new ClassifyProcessor(batchers, results, deadLetters, counters, tracing)),
            properties,
            new InstanceClientSupplier(settings.applicationId(), instance.id()));
    resources.add(() -> close(streams));
    lifecycle.follow(streams);
    metrics.bindStreams(streams);
    resources.add(BrokerProbe.start(admin, readiness));
    return new PipelineWiring(streams, batchers, httpPort);
  }

  private static PipelineMetrics metrics(
      ActiveModel model, RecordCounters counters, Readiness readiness) {
    PipelineMetrics metrics = new PipelineMetrics(counters, () -> model.current().identity());
    metrics.bindReady(() -> readiness.problem().isEmpty());
    metrics.bindNativeArrays(() -> model.current().nativeArrays().getAsInt());
    metrics.bindLoadedModels(Classifier::loadedModels);
    metrics.bindModelSwitches(
        model::switches, model::rejections, () -> model.rejection().isPresent());
    return metrics;
  }

  private static BatcherPerThread batchers(
      PipelineSettings settings,
      ActiveModel model,
      RecordCounters counters,
      PipelineMetrics metrics,
      CrashLog crashes) {
    IsolatedClassifier isolated = model.current().isolated();
    int crashLimit = settings.batch().crashLimit();
    BatcherPerThread batchers =
        new BatcherPerThread(
            model.current()::newSession,
            settings.batch(),
            () -> new Quarantine(crashes.newInFlightRecords(), isolated, crashLimit),
            counters,
            metrics.stages());
    model.setBatchers(batchers);
    metrics.bindLookAhead(batchers::waitingRecords, batchers::waitingBytes);
    metrics.bindSuspectRecords(crashes::suspects);
    return batchers;
  }

  private static TopicCheck.Limits prepareTopics(
      Admin admin, PipelineSettings settings, List<String> otherProblems) {
    try {
      return new TopicCheck(admin, settings).prepare(otherProblems);
    } catch (ExecutionException e) {
      throw StartupCheck.explain(e.getCause(), settings);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while checking the topics.", e);
    }
  }

  private static void close(KafkaStreams streams) {
    streams.close(
        CloseOptions.timeout(CLOSE_TIMEOUT)
            .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
  }
}
