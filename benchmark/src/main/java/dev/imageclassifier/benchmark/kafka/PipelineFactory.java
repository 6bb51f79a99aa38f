package dev.imageclassifier.benchmark.kafka;

import dev.imageclassifier.benchmark.measure.BenchmarkSettings;
import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.runtime.predict.Classifier;
import dev.imageclassifier.topology.batch.BatchSettings;
import dev.imageclassifier.topology.reload.ServedModel;
import dev.imageclassifier.topology.runner.Pipeline;
import dev.imageclassifier.topology.settings.PipelineSettings;
import dev.imageclassifier.topology.settings.TopicPlan;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/**
 * Starts pipelines in this process that differ only in their topics.
 *
 * @param directory parent of the state directories
 * @param cancelled whether a signal was received
 */
public record PipelineFactory(
    Classifier classifier, BenchmarkSettings settings, Path directory, BooleanSupplier cancelled) {
  private static final int CRASH_LIMIT = 3;

  /** A factory with other settings. */
  public PipelineFactory with(BenchmarkSettings other) {
    return new PipelineFactory(classifier, other, directory, cancelled);
  }

  /** Starts a pipeline with an application id that no other pipeline uses. */
  public RunningPipelines start(Map<String, String> client, TopicNames topics) {
    return startLocal(client, topics);
  }

  LocalPipeline startLocal(Map<String, String> client, TopicNames topics) {
    Map<String, String> properties = new HashMap<>(settings.kafkaProperties());
    properties.putAll(client);
    String applicationId = "bench-" + topics.images();
    Pipeline pipeline =
        Pipeline.start(
            new PipelineSettings(
                properties,
                topics,
                TopicPlan.EXISTING,
                applicationId,
                settings.guarantee(),
                settings.threads(),
                new BatchSettings(
                    settings.batchSize(),
                    Math.max(
                        BatchSettings.DEFAULT_LOOK_AHEAD_BYTES, settings.decoding().maxBytes()),
                    CRASH_LIMIT),
                settings.decoding(),
                OptionalInt.empty(),
                directory.resolve(applicationId)),
            ServedModel.of(classifier));
    return new LocalPipeline(pipeline, settings, cancelled);
  }
}
