package dev.imageclassifier.web;

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
import dev.imageclassifier.topology.settings.PipelineSettings;
import dev.imageclassifier.topology.settings.TopicCreation;
import dev.imageclassifier.web.settings.GatewaySettings;
import dev.imageclassifier.web.settings.HttpSettings;
import java.nio.file.Path;
import java.util.Map;

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
            PipelineSettings.builder()
                .client(client())
                .topicCreation(TopicCreation.builder().enabled(true).build())
                .applicationId(APPLICATION)
                .threads(2)
                .batch(BatchSettings.builder().batchSize(BATCH).build())
                .stateDirectory(state)
                .build(),
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
