package dev.imageclassifier.topology.serve;

import dev.imageclassifier.topology.trace.TraceSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/**
 * {@code run --check}: everything about the cluster and the state directory that would stop a
 * start, and starts nothing.
 */
public final class StartCheck {
  private StartCheck() {}

  /**
   * All problems, each a sentence; none when the pipeline could start.
   *
   * @throws InterruptedException when interrupted
   */
  public static List<String> problems(PipelineSettings settings) throws InterruptedException {
    List<String> problems = new ArrayList<>(TraceSettings.ofProcess().problems());
    InstanceDirectory.problem(settings.stateDirectory()).ifPresent(problems::add);
    try (Admin admin = Admin.create(Pipeline.adminProperties(settings))) {
      admin.describeCluster().nodes().get();
      TopicCheck topics = new TopicCheck(admin, settings);
      problems.addAll(topics.problems());
      OptionalInt largest = topics.largestInput();
      if (largest.isPresent()) {
        new StreamsProperties(settings, largest.getAsInt())
            .build(Path.of("unused"), "check", (records, full) -> {});
      }
    } catch (ExecutionException e) {
      problems.add(BrokersUnreachable.of(e.getCause(), settings).getMessage());
    } catch (KafkaException e) {
      problems.add(BrokersUnreachable.of(e, settings).getMessage());
    } catch (InvalidSettings e) {
      problems.addAll(e.problems());
    }
    return problems;
  }
}
