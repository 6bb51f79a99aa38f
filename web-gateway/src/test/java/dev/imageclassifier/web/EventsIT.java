package dev.imageclassifier.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imageclassifier.testkit.FakeClassifier;
import dev.imageclassifier.testkit.TestBroker;
import dev.imageclassifier.testkit.TestRecords;
import dev.imageclassifier.testkit.TestTopics;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** {@code GET /events} sends all outcomes, and the latest ones to a new client. */
class EventsIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void sendsAllOutcomesWithoutTheIdsOfUploads() throws Exception {
    try (TestBroker broker = TestBroker.start()) {
      TestGateways.createTopics(broker);
      try (FakeClassifier classifier = TestGateways.startClassifier(broker);
          Gateway gateway = TestGateways.start(broker)) {
        TestRecords.send(broker.bootstrapServers(), List.of(record("pets/01.jpg", "cat")));
        try (BufferedReader events = open(gateway.address())) {
          assertTrue(next(events, "state").has("ready"));
          JsonNode first = next(events, "outcome");
          assertEquals("labelled", first.get("outcome").textValue());
          assertEquals("pets/01.jpg", first.get("name").textValue());
          assertEquals(FakeClassifier.LABEL, first.get("label").textValue());

          Api api = new Api(gateway.address());
          TestGateways.awaitReady(api);
          api.post("/predict", "image/jpeg", "dead".getBytes(StandardCharsets.UTF_8)).expect(422);
          JsonNode second = next(events, "outcome");
          assertEquals("dead_lettered", second.get("outcome").textValue());
          assertEquals(FakeClassifier.REASON, second.get("reason").textValue());
          assertFalse(second.has("name"), "the id of an uploaded image must stay secret");
        }
        try (BufferedReader later = open(gateway.address())) {
          assertEquals("pets/01.jpg", next(later, "outcome").get("name").textValue());
          assertEquals("dead_lettered", next(later, "outcome").get("outcome").textValue());
        }
        assertEquals(2, classifier.received().size());
      }
    }
  }

  private static ProducerRecord<byte[], byte[]> record(String key, String value) {
    return new ProducerRecord<>(
        TestTopics.IMAGES,
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
    throw new AssertionError("the stream ended");
  }
}
