package dev.imageclassifier.web;

import dev.imageclassifier.testkit.Await;
import dev.imageclassifier.testkit.FakeClassifier;
import dev.imageclassifier.testkit.TestBroker;
import dev.imageclassifier.testkit.TestTopics;
import dev.imageclassifier.web.settings.GatewaySettings;
import dev.imageclassifier.web.settings.HttpSettings;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Gateways for tests with a {@link FakeClassifier}. */
final class TestGateways {
  private static final int PARTITIONS = 2;

  private TestGateways() {}

  static void createTopics(TestBroker broker) {
    TestTopics.createPipelineTopics(broker.bootstrapServers(), PARTITIONS);
  }

  /** Starts a fake classifier whose outcome depends on the first word of the image. */
  static FakeClassifier startClassifier(TestBroker broker) {
    return FakeClassifier.start(broker.bootstrapServers(), TestGateways::response);
  }

  private static FakeClassifier.Response response(ConsumerRecord<byte[], byte[]> image) {
    String word = new String(image.value(), StandardCharsets.ISO_8859_1).split(" ", 2)[0];
    return switch (word) {
      case "dead" -> FakeClassifier.Response.DEAD_LETTER;
      case "garbage" -> FakeClassifier.Response.UNREADABLE_RESULT;
      case "silent" -> FakeClassifier.Response.HOLD;
      default -> FakeClassifier.Response.RESULT;
    };
  }

  /** Starts a gateway on a free port with default settings. */
  static Gateway start(TestBroker broker) throws InterruptedException {
    return start(broker, HttpSettings.builder().port(0).build());
  }

  static Gateway start(TestBroker broker, HttpSettings http) throws InterruptedException {
    return Gateway.start(
        GatewaySettings.builder()
            .client(Map.of("bootstrap.servers", broker.bootstrapServers()))
            .applicationId(Optional.of(FakeClassifier.group(TestTopics.IMAGES)))
            .http(http)
            .build());
  }

  static void awaitReady(Api api) {
    Await.until("/readyz responds 200", () -> api.get("/readyz").status() == 200);
  }
}
