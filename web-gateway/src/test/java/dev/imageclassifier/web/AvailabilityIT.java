package dev.imageclassifier.web;

import dev.imageclassifier.testkit.Await;
import dev.imageclassifier.testkit.FakeClassifier;
import dev.imageclassifier.testkit.TestBroker;
import dev.imageclassifier.web.Api.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The gateway reports that brokers or classifiers are unavailable, and recovers when they return.
 */
class AvailabilityIT {
  private static final byte[] CAT = "cat".getBytes(StandardCharsets.UTF_8);

  @Test
  void reportsAndRecoversFromOutages() throws Exception {
    try (TestBroker broker = TestBroker.start(Map.of(), TestBroker.Capability.RESTART)) {
      TestGateways.createTopics(broker);
      try (Gateway gateway = TestGateways.start(broker)) {
        Api api = new Api(gateway.address());
        awaitReadyz(api, 503, "pipeline_away");
        api.post("/predict", "image/jpeg", CAT).expect(503, "pipeline_away");

        FakeClassifier classifier = TestGateways.startClassifier(broker);
        awaitReadyz(api, 200, "");
        api.post("/predict", "image/jpeg", CAT).expect(200);

        broker.stop();
        awaitReadyz(api, 503, "broker_away");
        api.post("/predict", "image/jpeg", CAT).expect(503, "broker_away");
        api.get("/livez").expect(200);

        broker.restart();
        awaitReadyz(api, 200, "");
        api.post("/predict", "image/jpeg", CAT).expect(200);

        classifier.close();
        awaitReadyz(api, 503, "pipeline_away");
        api.post("/images", "image/jpeg", CAT).expect(503, "pipeline_away");
      }
    }
  }

  private static void awaitReadyz(Api api, int status, String code) {
    Await.until(
        "/readyz responds %d %s".formatted(status, code),
        () -> {
          Answer answer = api.get("/readyz");
          return answer.status() == status && (status == 200 || answer.text("code").equals(code));
        });
  }
}
