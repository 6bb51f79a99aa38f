package dev.imageclassifier.ingest.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imageclassifier.contract.HeaderNames;
import dev.imageclassifier.testkit.Await;
import dev.imageclassifier.testkit.CommandRun;
import dev.imageclassifier.testkit.FakeClassifier;
import dev.imageclassifier.testkit.FakeClassifier.Response;
import dev.imageclassifier.testkit.TestImages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Follows a run from its files to their outcomes and redrives its dead letters. */
class OutcomesIT {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path directory;

  @Test
  void reportsAnOutcomeForEveryFileAndALaterOneAfterARedrive() throws Exception {
    for (int i = 0; i < 30; i++) {
      TestImages.write(
          directory, "album/" + (i < 3 ? "bad" : "good") + i, new byte[] {(byte) i, 1});
    }
    Path report = directory.resolve("report.jsonl");
    List<String> topics =
        List.of(Broker.topic(2, Map.of()), Broker.topic(2, Map.of()), Broker.topic(2, Map.of()));
    Function<ConsumerRecord<byte[], byte[]>, Response> responses =
        record ->
            key(record).startsWith("bad")
                    && record.headers().lastHeader(HeaderNames.REDRIVE_COUNT) == null
                ? Response.DEAD_LETTER
                : Response.RESULT;
    try (FakeClassifier classifier = FakeClassifier.start(Broker.address(), topics, responses)) {
      CommandRun published =
          Ingest.connected(
              options(
                  topics,
                  "publish",
                  directory.resolve("album").toString(),
                  "--topic=" + topics.get(0),
                  "--run=outcomes",
                  "--wait",
                  "--timeout=180",
                  "--report=" + report));

      assertEquals(3, published.exitCode(), published.err());
      totals(published, 30, 27, 3, 0);
      assertTrue(published.err().contains("By label: tabby 27"), published.err());
      assertTrue(published.err().contains("By reason: corrupt 3"), published.err());
      Map<String, List<JsonNode>> lines =
          Files.readAllLines(report).stream()
              .map(OutcomesIT::json)
              .collect(Collectors.groupingBy(line -> line.get("outcome").textValue()));
      assertEquals(27, lines.get("labelled").size());
      assertEquals(3, lines.get("dead_lettered").size());
      assertEquals("corrupt", lines.get("dead_lettered").get(0).get("reason").textValue());
      assertEquals(
          "tabby", lines.get("labelled").get(0).at("/result/predictions/0/label").textValue());

      CommandRun status = Ingest.connected(options(topics, "status", "outcomes"));
      assertEquals(3, status.exitCode(), status.err());
      totals(status, 30, 27, 3, 0);

      redrive(topics.get(2), 3);
      CommandRun later = Ingest.connected(options(topics, "status", "outcomes", "--wait"));
      long deadline = System.nanoTime() + Await.TIMEOUT.toNanos();
      while (later.exitCode() != 0 && System.nanoTime() < deadline) {
        later = Ingest.connected(options(topics, "status", "outcomes"));
      }
      totals(later, 30, 30, 0, 0);
      assertEquals(0, later.exitCode(), later.err());
      assertEquals(33, classifier.received().size());
      assertEquals(0, Ingest.of("status", "outcomes", "--offline").exitCode());
      assertTrue(Ingest.of("status").out().contains("outcomes  topic " + topics.get(0)));
    }
  }

  private static String[] options(List<String> topics, String... arguments) {
    return Stream.concat(
            Arrays.stream(arguments),
            Stream.of("--output-topic=" + topics.get(1), "--dead-letter-topic=" + topics.get(2)))
        .toArray(String[]::new);
  }

  private void redrive(String deadLetterTopic, int deadLetters) throws Exception {
    String topic = "--topic=" + deadLetterTopic;
    CommandRun dry = Ingest.connected("dead-letters", "redrive", topic, "--dry-run");
    assertEquals(deadLetters, json(dry.lastLine()).get("would_publish").intValue(), dry.err());
    CommandRun none = Ingest.connected("dead-letters", "redrive", topic, "--reason=empty");
    assertEquals(0, json(none.lastLine()).get("published").intValue(), none.err());
    CommandRun one = Ingest.connected("dead-letters", "redrive", topic, "--max=1");
    assertEquals(1, json(one.lastLine()).get("published").intValue(), one.err());
    CommandRun others = Ingest.connected("dead-letters", "redrive", topic, "--run=outcomes");
    assertEquals(
        deadLetters - 1, json(others.lastLine()).get("published").intValue(), others.err());
    assertEquals(0, others.exitCode(), others.err());
    CommandRun again = Ingest.connected("dead-letters", "redrive", topic);
    assertEquals(0, json(again.lastLine()).get("published").intValue(), again.err());
    assertEquals(deadLetters, json(again.lastLine()).get("skipped").intValue(), again.err());

    Path saved = directory.resolve("saved");
    CommandRun show =
        Ingest.connected("dead-letters", "show", topic, "--key=bad1", "--save=" + saved);
    assertEquals(0, show.exitCode(), show.err());
    assertTrue(show.out().contains("error.reason: corrupt"), show.out());
    assertArrayEquals(new byte[] {1, 1}, Files.readAllBytes(saved));
    assertEquals(
        1,
        Ingest.connected("dead-letters", "show", topic, "--key=bad1", "--save=" + saved)
            .exitCode());
    assertEquals(1, Ingest.connected("dead-letters", "show", topic, "--key=no").exitCode());
  }

  @Test
  void reportsFilesWithoutAnOutcomeAsPending() {
    TestImages.write(directory, "a", new byte[] {1});
    CommandRun run =
        Ingest.connected(
            "publish",
            directory.toString(),
            "--run=pending",
            "--topic=" + Broker.topic(1, Map.of()),
            "--wait",
            "--timeout=1",
            "--output-topic=" + Broker.topic(1, Map.of()),
            "--dead-letter-topic=" + Broker.topic(1, Map.of()));

    assertEquals(4, run.exitCode(), run.err());
    totals(run, 1, 0, 0, 1);
    assertTrue(run.err().contains("Check again with 'ingest status pending'"), run.err());
    assertEquals(4, Ingest.of("status", "pending", "--offline").exitCode());
  }

  @Test
  void resumedRunsAndUnchangedFilesSendNothingTwice() {
    Path changing = TestImages.write(directory, "a", new byte[] {1});
    TestImages.write(directory, "b", new byte[] {2});
    String topic = "--topic=" + Broker.topic(1, Map.of());
    assertEquals(
        0, Ingest.connected("publish", directory.toString(), topic, "--run=first").exitCode());

    CommandRun resumed = Ingest.connected("publish", "--resume=first");
    assertEquals(2, json(resumed.lastLine()).get("published").intValue(), resumed.err());
    assertEquals(2, json(resumed.lastLine()).get("skipped").intValue(), resumed.err());
    CommandRun second =
        Ingest.connected(
            "publish", directory.toString(), topic, "--run=second", "--skip-unchanged");
    assertEquals(0, json(second.lastLine()).get("published").intValue(), second.err());
    TestImages.write(directory, "a", new byte[] {3, 3});
    CommandRun third =
        Ingest.connected("publish", directory.toString(), topic, "--run=third", "--skip-unchanged");
    assertEquals(1, json(third.lastLine()).get("published").intValue(), third.err());
    assertTrue(Files.exists(changing));
    CommandRun twice = Ingest.connected("publish", directory.toString(), topic, "--run=third");
    assertEquals(1, twice.exitCode());
    assertTrue(twice.err().contains("already exists"), twice.err());
    assertEquals(1, Ingest.connected("publish", "--resume=never").exitCode());
    assertEquals(1, Ingest.connected("status", "never").exitCode());
  }

  private static void totals(CommandRun run, int published, int labelled, int dead, int pending) {
    JsonNode totals = json(run.lastLine());
    assertEquals(published, totals.get("published").intValue(), run.out());
    assertEquals(labelled, totals.get("labelled").intValue(), run.out());
    assertEquals(dead, totals.get("dead_lettered").intValue(), run.out());
    assertEquals(pending, totals.get("pending").intValue(), run.out());
    assertEquals(0, totals.get("duplicates").intValue(), run.out());
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.UTF_8);
  }
}
