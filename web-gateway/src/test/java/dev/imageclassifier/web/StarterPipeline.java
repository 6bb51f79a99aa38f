package dev.imageclassifier.web;

import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.runtime.bundle.BundleFinder;
import dev.imageclassifier.runtime.bundle.BundleReader;
import dev.imageclassifier.runtime.bundle.Precision;
import dev.imageclassifier.runtime.decode.DecodeSettings;
import dev.imageclassifier.runtime.predict.Classifier;
import dev.imageclassifier.runtime.predict.ClassifierSettings;
import dev.imageclassifier.testkit.Await;
import dev.imageclassifier.testkit.TestBroker;
import dev.imageclassifier.topology.batch.BatchSettings;
import dev.imageclassifier.topology.reload.ServedModel;
import dev.imageclassifier.topology.runner.Pipeline;
import dev.imageclassifier.topology.settings.Guarantee;
import dev.imageclassifier.topology.settings.PipelineSettings;
import dev.imageclassifier.topology.settings.TopicPlan;
import dev.imageclassifier.web.settings.GatewaySettings;
import dev.imageclassifier.web.settings.HttpSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;

/** A broker and the real classifier with the starter model, in this JVM. */
final class StarterPipeline implements AutoCloseable {
  private static final String APPLICATION = "image-classifier";
  private static final int BATCH = 8;

  private final TestBroker broker = TestBroker.start();
  private final Classifier classifier;
  private final Pipeline pipeline;

  private StarterPipeline(Path state) throws Exception {
    classifier =
        Classifier.load(
            BundleReader.read(BundleFinder.fromEnvironment().find("starter")),
            ClassifierSettings.builder()
                .precision(Precision.FP32)
                .topK(5)
                .maxBatch(BATCH)
                .device(ClassifierSettings.Device.CPU)
                .decoding(DecodeSettings.DEFAULTS)
                .build());
    pipeline =
        Pipeline.start(
            new PipelineSettings(
                client(),
                TopicNames.DEFAULTS,
                new TopicPlan(true, 4, (short) 1),
                APPLICATION,
                Guarantee.EXACTLY_ONCE_V2,
                2,
                new BatchSettings(BATCH, BatchSettings.DEFAULT_LOOK_AHEAD_BYTES, 3),
                DecodeSettings.DEFAULTS,
                OptionalInt.empty(),
                state),
            ServedModel.of(classifier));
    pipeline.awaitReady(Await.TIMEOUT);
  }

  static StarterPipeline start(Path state) throws Exception {
    return new StarterPipeline(state);
  }

  private Map<String, String> client() {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  Gateway gateway() throws InterruptedException {
    return gateway(HttpSettings.builder().port(0).build());
  }

  Gateway gateway(HttpSettings http) throws InterruptedException {
    return Gateway.start(GatewaySettings.builder().client(client()).http(http).build());
  }

  @Override
  public void close() {
    pipeline.close();
    classifier.close();
    broker.close();
  }
}
