package dev.imageclassifier.benchmark.kafka;

import dev.imageclassifier.benchmark.measure.BenchmarkSettings;
import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.runtime.predict.Classifier;
import dev.imageclassifier.topology.batch.BatchSettings;
import dev.imageclassifier.topology.reload.ServedModel;
import dev.imageclassifier.topology.runner.Pipeline;
import dev.imageclassifier.topology.settings.PipelineSettings;
import java.nio.file.Path;
import java.util.Map;

/**
 * Starts pipelines in this process that differ only in their topics.
 *
 * @param directory parent of the state directories
 * @param cancellation throws if the benchmark was interrupted
 */
public record PipelineFactory(
    Classifier classifier, BenchmarkSettings settings, Path directory, Runnable cancellation) {

  /** A factory with other settings. */
  public PipelineFactory with(BenchmarkSettings other) {
    return new PipelineFactory(classifier, other, directory, cancellation);
  }

  /** Starts a pipeline with an application id that no other pipeline uses. */
  public RunningPipelines start(Map<String, String> client, TopicNames topics) {
    return startLocal(client, topics);
  }

  LocalPipeline startLocal(Map<String, String> client, TopicNames topics) {
    String applicationId = "bench-" + topics.images();
    long lookAheadBytes =
        Math.max(BatchSettings.DEFAULT_LOOK_AHEAD_BYTES, settings.decoding().maxBytes());
    Pipeline pipeline =
        Pipeline.start(
            PipelineSettings.builder()
                .client(client)
                .topics(topics)
                .applicationId(applicationId)
                .guarantee(settings.guarantee())
                .threads(settings.threads())
                .batch(
                    BatchSettings.builder()
                        .batchSize(settings.batchSize())
                        .lookAheadBytes(lookAheadBytes)
                        .build())
                .decoding(settings.decoding())
                .stateDirectory(directory.resolve(applicationId))
                .build(),
            ServedModel.of(classifier));
    return new LocalPipeline(pipeline, settings, cancellation);
  }
}
