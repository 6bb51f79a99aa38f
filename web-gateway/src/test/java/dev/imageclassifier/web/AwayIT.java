package dev.imageclassifier.web;

import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.testkit.TestBroker;
import dev.imageclassifier.web.Api.Answer;
import dev.imageclassifier.web.settings.GatewaySettings;
import dev.imageclassifier.web.settings.HttpSettings;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Brokers and classifiers come and go; the gateway says so, and goes on when they are back. */
class AwayIT {
  private static final byte[] CAT = "cat".getBytes(StandardCharsets.UTF_8);

  @Test
  void comesAndGoes() throws Exception {
    try (TestBroker kafka = TestBroker.start(Map.of(), TestBroker.Capability.RESTART)) {
      Map<String, String> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
      FakePipeline.createTopics(client);
      GatewaySettings settings =
          new GatewaySettings(
              client,
              TopicNames.DEFAULTS,
              Optional.of(FakePipeline.GROUP),
              HttpSettings.onLoopback(0));
      try (Gateway gateway = Gateway.start(settings)) {
        Api api = new Api(gateway.address());
        await(api, 503, "pipeline_away");
        api.post("/predict", "image/jpeg", CAT).expect(503, "pipeline_away");

        FakePipeline pipeline = new FakePipeline(client);
        await(api, 200, "");
        api.post("/predict", "image/jpeg", CAT).expect(200);

        kafka.stop();
        await(api, 503, "broker_away");
        api.post("/predict", "image/jpeg", CAT).expect(503, "broker_away");
        api.get("/livez").expect(200);

        kafka.restart();
        await(api, 200, "");
        api.post("/predict", "image/jpeg", CAT).expect(200);

        pipeline.close();
        await(api, 503, "pipeline_away");
        api.post("/images", "image/jpeg", CAT).expect(503, "pipeline_away");
      }
    }
  }

  private static void await(Api api, int status, String code) throws Exception {
    Waiting.until(
        status + " " + code,
        () -> {
          Answer answer = api.get("/readyz");
          return answer.status() == status && (status == 200 || answer.text("code").equals(code));
        });
  }
}
