package dev.imageclassifier.ingest.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.HeaderNames;
import dev.imageclassifier.ingest.journal.Journal;
import dev.imageclassifier.ingest.journal.RedriveJournal.Redrive;
import dev.imageclassifier.ingest.outcomes.SampleRecords;
import dev.imageclassifier.kafka.DeadLetterHeaders;
import dev.imageclassifier.kafka.TextHeaders;
import dev.imageclassifier.testkit.CommandRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Redrives send each dead letter once, even if their process is killed. */
class RedriveCrashIT {
  private static final int DEAD_LETTERS = 3_000;

  @TempDir Path directory;

  @Test
  void sendsEachDeadLetterOnceDespiteKills() throws Exception {
    String source = Broker.topic(1, Map.of());
    String target = Broker.topic(1, Map.of());
    List<ProducerRecord<byte[], byte[]>> deadLetters = new ArrayList<>();
    for (int i = 0; i < DEAD_LETTERS; i++) {
      deadLetters.add(deadLetter(source, "letter-" + i, 0));
    }
    Broker.write(deadLetters);
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int kills = 0; kills < 3; kills++) {
      Process process = start(source, target);
      boolean ended = process.waitFor(1200 + random.nextInt(1500), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
      assertTrue(!ended || process.exitValue() == 0, () -> "seed " + seed);
    }
    assertEquals(0, start(source, target).waitFor(), () -> "seed " + seed);

    Map<String, Integer> copies = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : committed(target)) {
      copies.merge(new String(record.key(), StandardCharsets.UTF_8), 1, Integer::sum);
      assertEquals(1, DeadLetterHeaders.redriveCount(record.headers()));
      assertEquals(null, record.headers().lastHeader(HeaderNames.ERROR_REASON));
      assertEquals("kept", TextHeaders.find(record.headers(), "album").orElseThrow());
    }
    assertEquals(DEAD_LETTERS, copies.size(), () -> "seed " + seed);
    assertTrue(copies.values().stream().allMatch(count -> count == 1), () -> "seed " + seed);
  }

  @Test
  void recoversTheUnfinishedBatchOfAKilledProcess() throws Exception {
    String source = Broker.topic(1, Map.of());
    String target = Broker.topic(1, Map.of());
    Broker.write(List.of(deadLetter(source, "arrived", 0), deadLetter(source, "lost", 0)));
    assertEquals(0, redrive(source, target, "--key=arrived").exitCode());
    // as if the process was killed after the commit of the transaction and before that of the
    // journal
    String id = topicId(source);
    try (Journal journal = Journal.open(Ingest.JOURNAL)) {
      long now = System.currentTimeMillis();
      Redrive arrived = new Redrive(id, 0, 0, target, now);
      journal.redrives().abort(List.of(arrived));
      journal.redrives().start(List.of(arrived, new Redrive(id, 0, 1, target, now)));
    }

    CommandRun run = redrive(source, target);

    assertTrue(run.lastLine().startsWith("{\"published\":1,\"skipped\":1,"), run.out());
    assertEquals(
        List.of("arrived", "lost"),
        committed(target).stream()
            .map(record -> new String(record.key(), StandardCharsets.UTF_8))
            .toList());
  }

  @Test
  void rejectsDeadLettersAboveTheLoopLimit() {
    String source = Broker.topic(1, Map.of());
    String target = Broker.topic(1, Map.of());
    Broker.write(
        List.of(deadLetter(source, "above-limit", 3), deadLetter(source, "below-limit", 2)));

    CommandRun run = redrive(source, target);

    assertEquals(3, run.exitCode());
    assertTrue(run.lastLine().startsWith("{\"published\":1,\"skipped\":0,\"failed\":1"), run.out());
    assertTrue(run.err().contains("was already redriven 3 times"), run.err());
  }

  private static CommandRun redrive(String source, String target, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("dead-letters", "redrive", "--topic", source, "--to", target));
    arguments.addAll(List.of(more));
    return Ingest.connected(arguments.toArray(String[]::new));
  }

  private static ProducerRecord<byte[], byte[]> deadLetter(String topic, String key, int redriven) {
    Headers headers = SampleRecords.deadLetterHeaders();
    TextHeaders.set(headers, "album", "kept");
    if (redriven > 0) {
      TextHeaders.set(headers, HeaderNames.REDRIVE_COUNT, Integer.toString(redriven));
    }
    return new ProducerRecord<>(topic, 0, null, SampleRecords.bytes(key), new byte[2000], headers);
  }

  private static String topicId(String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", Broker.address()))) {
      return admin
          .describeTopics(List.of(topic))
          .allTopicNames()
          .get()
          .get(topic)
          .topicId()
          .toString();
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
    return Broker.records(topic);
  }

  private Process start(String source, String target) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of("target", "dist", "bin", "ingest").toString(),
                "dead-letters",
                "redrive",
                "--topic=" + source,
                "--to=" + target,
                "--bootstrap-server=" + Broker.address())
            .redirectError(directory.resolve("errors").toFile())
            .redirectOutput(directory.resolve("out").toFile());
    builder.environment().put("APP_JOURNAL", directory.resolve("journal").toString());
    Path unused = Files.createDirectories(directory);
    return builder.start();
  }
}
