package dev.imageclassifier.benchmark;

import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.demo.PipelineWatch;
import dev.imageclassifier.runtime.decode.DecodeSettings;
import dev.imageclassifier.runtime.predict.Classifier;
import dev.imageclassifier.topology.batch.BatchSettings;
import dev.imageclassifier.topology.reload.ServedModel;
import dev.imageclassifier.topology.runner.Pipeline;
import dev.imageclassifier.topology.settings.Guarantee;
import dev.imageclassifier.topology.settings.PipelineSettings;
import dev.imageclassifier.topology.settings.TopicPlan;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/**
 * Starts pipelines that differ in their topics only.
 *
 * @param partitions for each instance
 * @param properties Kafka properties, beside those that lead to the broker
 * @param state directory for the poison brake
 * @param stopAsked whether a signal came
 */
record PipelineFactory(
    Classifier classifier,
    DecodeSettings reading,
    int threads,
    int batch,
    int partitions,
    Guarantee guarantee,
    Map<String, String> properties,
    Path state,
    BooleanSupplier stopAsked) {
  private static final int CRASH_LIMIT = 3;

  static PipelineFactory of(
      BenchSettings settings, Classifier classifier, Path state, BooleanSupplier stopAsked) {
    return new PipelineFactory(
        classifier,
        settings.reading(),
        settings.threads(),
        settings.batch(),
        settings.partitions(),
        settings.guarantee(),
        settings.properties(),
        state,
        stopAsked);
  }

  /** One of so many that share threads and partitions. */
  PipelineFactory shared(int instances) {
    return new PipelineFactory(
        classifier,
        reading,
        Math.max(1, threads / instances),
        batch,
        partitions / instances,
        guarantee,
        properties,
        state,
        stopAsked);
  }

  PipelineFactory withBatch(int other) {
    return new PipelineFactory(
        classifier, reading, threads, other, partitions, guarantee, properties, state, stopAsked);
  }

  PipelineFactory withGuarantee(Guarantee other) {
    return new PipelineFactory(
        classifier, reading, threads, batch, partitions, other, properties, state, stopAsked);
  }

  PipelineFactory withProperties(Map<String, String> more) {
    Map<String, String> merged = new HashMap<>(properties);
    merged.putAll(more);
    return new PipelineFactory(
        classifier, reading, threads, batch, partitions, guarantee, merged, state, stopAsked);
  }

  /** Watches over one. */
  Patience patience(Pipeline pipeline) {
    return new Patience(PipelineWatch.start(pipeline), stopAsked);
  }

  /** Starts one, as an application of its own. */
  Pipeline start(Map<String, String> client, TopicNames topics) {
    Map<String, String> merged = new HashMap<>(properties);
    merged.putAll(client);
    String application = "bench-" + topics.images();
    return Pipeline.start(
        new PipelineSettings(
            merged,
            topics,
            TopicPlan.EXISTING,
            application,
            guarantee,
            threads,
            new BatchSettings(
                batch,
                Math.max(BatchSettings.DEFAULT_LOOK_AHEAD_BYTES, reading.maxBytes()),
                CRASH_LIMIT),
            reading,
            OptionalInt.empty(),
            state.resolve(application)),
        ServedModel.of(classifier));
  }
}
