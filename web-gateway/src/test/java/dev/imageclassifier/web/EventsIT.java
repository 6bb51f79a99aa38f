package dev.imageclassifier.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.testkit.TestBroker;
import dev.imageclassifier.web.settings.GatewaySettings;
import dev.imageclassifier.web.settings.HttpSettings;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** What those see who look on. */
class EventsIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void outcomesAsTheyCome() throws Exception {
    try (TestBroker kafka = TestBroker.start()) {
      Map<String, String> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
      FakePipeline.createTopics(client);
      try (FakePipeline pipeline = new FakePipeline(client);
          Gateway gateway = start(client);
          KafkaProducer<byte[], byte[]> others =
              new KafkaProducer<>(
                  Map.copyOf(client), new ByteArraySerializer(), new ByteArraySerializer())) {
        others.send(record("pets/01.jpg", "cat")).get();
        try (BufferedReader early = open(gateway.address())) {
          assertTrue(next(early, "state").has("ready"));
          JsonNode first = next(early, "outcome");
          assertEquals("labelled", first.get("outcome").textValue());
          assertEquals("pets/01.jpg", first.get("name").textValue());
          assertEquals("tabby", first.get("label").textValue());

          Api api = new Api(gateway.address());
          Waiting.until("ready", () -> api.get("/readyz").status() == 200);
          api.post("/predict", "image/jpeg", "dead".getBytes(StandardCharsets.UTF_8)).expect(422);
          JsonNode second = next(early, "outcome");
          assertEquals("dead_lettered", second.get("outcome").textValue());
          assertEquals("truncated", second.get("reason").textValue());
          assertFalse(second.has("name"), "the id of a picture that came over HTTP is a secret");
        }
        try (BufferedReader late = open(gateway.address())) {
          assertEquals("pets/01.jpg", next(late, "outcome").get("name").textValue());
          assertEquals("dead_lettered", next(late, "outcome").get("outcome").textValue());
        }
        assertEquals(2, pipeline.seen().size());
      }
    }
  }

  private static Gateway start(Map<String, String> client) throws InterruptedException {
    return Gateway.start(
        new GatewaySettings(
            client,
            TopicNames.DEFAULTS,
            Optional.of(FakePipeline.GROUP),
            HttpSettings.onLoopback(0)));
  }

  private static ProducerRecord<byte[], byte[]> record(String key, String value) {
    return new ProducerRecord<>(
        TopicNames.IMAGES,
        key.getBytes(StandardCharsets.UTF_8),
        value.getBytes(StandardCharsets.UTF_8));
  }

  private static BufferedReader open(URI gateway) throws Exception {
    return new BufferedReader(
        new InputStreamReader(
            gateway.resolve("/events").toURL().openStream(), StandardCharsets.UTF_8));
  }

  private static JsonNode next(BufferedReader events, String name) throws Exception {
    for (String line = events.readLine(); line != null; line = events.readLine()) {
      if (line.equals("event: " + name)) {
        return JSON.readTree(events.readLine().substring("data: ".length()));
      }
    }
    throw new AssertionError("the stream has ended");
  }
}
