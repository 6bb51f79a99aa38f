package dev.imageclassifier.ingest.command;

import static dev.imageclassifier.ingest.outcomes.SampleRecords.bytes;
import static dev.imageclassifier.ingest.outcomes.SampleRecords.result;
import static dev.imageclassifier.ingest.outcomes.SampleRecords.toSend;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.ingest.outcomes.SampleRecords;
import dev.imageclassifier.testkit.CommandRun;
import dev.imageclassifier.testkit.TestTopics;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class ResultsCommandIT {
  @Test
  void printsAllResultsAsJsonLines() {
    String topic = Broker.topic(3, Map.of());
    Broker.write(
        List.of(
            toSend(topic, "a", result("a")),
            toSend(topic, "b", bytes("no result")),
            toSend(topic, "c", result("c"))));

    CommandRun run =
        Ingest.connected(
            "results", "--topic", topic, "--from-beginning", "--json", "--until-idle=1");

    assertEquals(0, run.exitCode(), run.err());
    assertEquals(
        Set.of(text(result("a")), text(result("c"))),
        run.out().lines().collect(Collectors.toSet()));
    assertTrue(run.err().contains("(key b), which is not a result"), run.err());
  }

  @Test
  void stopsAfterTheCount() {
    String topic = Broker.topic(1, Map.of());
    Broker.write(List.of(toSend(topic, "a", result("a")), toSend(topic, "b", result("b"))));

    CommandRun run = Ingest.connected("results", "--topic", topic, "--from-beginning", "--count=1");

    assertEquals(0, run.exitCode(), run.err());
    assertEquals(2, run.out().lines().count());
    assertTrue(run.out().contains("tabby"), run.out());
  }

  @Test
  void printsOnlyNewResultsByDefault() {
    String topic = Broker.topic(1, Map.of());
    Broker.write(List.of(toSend(topic, "before", result("before"))));
    StringWriter err =
        onceWritten(
            "Following", () -> Broker.write(List.of(toSend(topic, "after", result("after")))));

    CommandRun run = follow(err, topic);

    assertEquals(List.of(text(result("after"))), run.out().lines().toList());
  }

  @Test
  void followsPartitionsThatAreAddedLater() {
    String topic = Broker.topic(1, Map.of());
    ProducerRecord<byte[], byte[]> late =
        new ProducerRecord<>(topic, 1, bytes("late"), result("late"));
    StringWriter err =
        onceWritten(
            "Following",
            () -> {
              TestTopics.increasePartitions(Broker.address(), topic, 2);
              Broker.write(List.of(late));
            });

    assertEquals(List.of(text(result("late"))), follow(err, topic).out().lines().toList());
  }

  @Test
  void joinsNoConsumerGroup() throws Exception {
    String topic = Broker.topic(1, Map.of());
    Broker.write(List.of(toSend(topic, "a", result("a"))));

    CommandRun run =
        Ingest.connected(
            "results",
            "--topic",
            topic,
            "--from-beginning",
            "--count=1",
            "--command-property=group.id=mine");

    assertEquals(0, run.exitCode(), run.err());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", Broker.address()))) {
      assertTrue(
          admin.listGroups().all().get().stream()
              .noneMatch(group -> group.groupId().equals("mine")));
    }
  }

  @Test
  void reportsAMissingTopicAndDoesNotCreateIt() throws Exception {
    CommandRun run = Ingest.connected("results", "--topic", "no-labels");

    assertEquals(1, run.exitCode());
    assertTrue(run.err().startsWith("ingest results: Topic 'no-labels' does not"), run.err());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", Broker.address()))) {
      assertTrue(!admin.listTopics().names().get().contains("no-labels"));
    }
  }

  @Test
  void listsDeadLetters() {
    String topic = Broker.topic(2, Map.of());
    ProducerRecord<byte[], byte[]> deadLetter =
        new ProducerRecord<>(
            topic, 1, null, bytes("bad.jpg"), bytes("xyz"), SampleRecords.deadLetterHeaders());
    Broker.write(List.of(deadLetter, toSend(topic, "stray", bytes("xyz"))));

    CommandRun table = Ingest.connected("dead-letters", "list", "--topic", topic);
    CommandRun json = Ingest.connected("dead-letters", "list", "--topic", topic, "--json");

    assertEquals(0, table.exitCode(), table.err());
    assertEquals(2, table.out().lines().count(), table.out());
    assertTrue(table.out().contains("bad.jpg"), table.out());
    assertTrue(table.err().contains("(key stray), which is not a dead letter"), table.err());
    assertTrue(json.out().startsWith("{\"image_id\":\"bad.jpg\",\"reason\":\"truncated\""));
  }

  private static CommandRun follow(StringWriter err, String topic) {
    return Ingest.of(
        err,
        "results",
        "--topic=" + topic,
        "--json",
        "--count=1",
        "--bootstrap-server=" + Broker.address());
  }

  /** A writer that runs an action as soon as the command has printed the word. */
  private static StringWriter onceWritten(String word, Runnable action) {
    return new StringWriter() {
      private boolean done;

      @Override
      public void flush() {
        if (!done && toString().contains(word)) {
          done = true;
          action.run();
        }
      }
    };
  }

  private static String text(byte[] value) {
    return new String(value, StandardCharsets.UTF_8);
  }
}
