package dev.imageclassifier.topology.startup;

import dev.imageclassifier.kafka.KafkaClientException;
import dev.imageclassifier.kafka.KafkaErrors;
import dev.imageclassifier.topology.settings.InvalidSettingsException;
import dev.imageclassifier.topology.settings.PipelineSettings;
import dev.imageclassifier.topology.settings.StreamsProperties;
import dev.imageclassifier.topology.tracing.OpenTelemetryVariables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/**
 * Checks the cluster and the state directory without starting anything, for {@code run --check}.
 */
public final class StartupCheck {
  private StartupCheck() {}

  /**
   * Returns the problems that would prevent a start, one sentence each.
   *
   * @throws InterruptedException when interrupted
   */
  public static List<String> problems(PipelineSettings settings) throws InterruptedException {
    List<String> problems = new ArrayList<>(OpenTelemetryVariables.ofProcess().problems());
    InstanceDirectory.problem(settings.stateDirectory()).ifPresent(problems::add);
    try (Admin admin = Admin.create(settings.adminProperties())) {
      admin.describeCluster().nodes().get();
      TopicCheck topics = new TopicCheck(admin, settings);
      problems.addAll(topics.problems());
      OptionalInt largest = topics.largestInput();
      if (largest.isPresent()) {
        new StreamsProperties(settings, largest.getAsInt())
            .build(Path.of("unused"), "check", (records, full) -> {});
      }
    } catch (ExecutionException e) {
      problems.add(explain(e.getCause(), settings).getMessage());
    } catch (KafkaException e) {
      problems.add(explain(e, settings).getMessage());
    } catch (InvalidSettingsException e) {
      problems.addAll(e.problems());
    }
    return problems;
  }

  /** Explains a failed request to the cluster in one sentence. */
  public static KafkaClientException explain(Throwable failure, PipelineSettings settings) {
    return KafkaErrors.explain(
        failure, settings.client(), settings.topics().images(), Optional.of("--input-topic"));
  }
}
