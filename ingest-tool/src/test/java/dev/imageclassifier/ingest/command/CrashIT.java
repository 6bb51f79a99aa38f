package dev.imageclassifier.ingest.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imageclassifier.ingest.journal.Journal;
import dev.imageclassifier.ingest.journal.RunJournal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills real processes at random moments and resumes their run. */
class CrashIT {
  private static final int FILES = Integer.getInteger("crash.files", 3_000);
  private static final int KILLS = Integer.getInteger("crash.kills", 4);

  @TempDir Path directory;

  @Test
  void publishesEveryFileDespiteKillsAndMarksDuplicates() throws Exception {
    Set<String> expected = new HashSet<>();
    Path images = Files.createDirectory(directory.resolve("images"));
    for (int i = 0; i < FILES; i++) {
      String name = String.format("%05d%s", i, i % 100 == 0 ? " grün\n.jpg" : ".jpg");
      Files.writeString(images.resolve(name), "image " + i);
      expected.add(name);
    }
    String topic = Broker.topic(3, Map.of());
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> first =
        List.of(images.toString(), "--run=crash", "--topic=" + topic, "--rate=" + FILES / 4);

    boolean started = false;
    for (int kills = 0; kills < KILLS; kills++) {
      Process process = start(started ? List.of("--resume=crash", "--rate=" + FILES / 4) : first);
      long before = Broker.count(topic);
      // kills every second process during its start and the others while they publish
      for (int i = 0; kills % 2 == 1 && i < 300 && Broker.count(topic) == before; i++) {
        Thread.sleep(50);
      }
      boolean ended = process.waitFor(random.nextInt(1000), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
      started |= hasRun();
      assertTrue(!ended || process.exitValue() == 0, () -> "seed " + seed + ": " + errors());
    }
    Process last = start(started ? List.of("--resume=crash") : first);
    assertEquals(0, last.waitFor(), () -> "seed " + seed + ": " + errors());

    String out = Files.readString(directory.resolve("out"));
    JsonNode totals = new JsonMapper().readTree(out);
    assertEquals(FILES, totals.get("published").intValue(), out);
    assertEquals(0, totals.get("failed").intValue(), out);
    Map<String, Integer> copies = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : Broker.records(topic)) {
      copies.merge(new String(record.key(), StandardCharsets.UTF_8), 1, Integer::sum);
      assertEquals(
          "crash",
          new String(record.headers().lastHeader("ingest.run").value(), StandardCharsets.UTF_8));
    }
    assertEquals(expected, copies.keySet());
    long duplicates = copies.values().stream().mapToInt(count -> count - 1).sum();
    System.err.println("seed " + seed + ": " + duplicates + " duplicates");
    try (Journal journal = Journal.open(directory.resolve("journal"));
        RunJournal run = journal.open("crash")) {
      assertTrue(run.info().complete());
      assertEquals(FILES, run.outcomes().summary().pending());
    }
    // only records that were in flight at a kill can be duplicated
    assertTrue(duplicates <= KILLS * 100L, "seed " + seed + ": " + duplicates);
  }

  private boolean hasRun() {
    try (Journal journal = Journal.open(directory.resolve("journal"))) {
      return journal.find("crash").isPresent();
    }
  }

  private Process start(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of("target", "dist", "bin", "ingest").toString());
    command.add("publish");
    command.addAll(arguments);
    command.add("--bootstrap-server=" + Broker.address());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectError(directory.resolve("errors").toFile())
            .redirectOutput(directory.resolve("out").toFile());
    builder.environment().put("APP_JOURNAL", directory.resolve("journal").toString());
    builder.environment().put("LC_ALL", "C.UTF-8");
    return builder.start();
  }

  private String errors() {
    try {
      return Files.readString(directory.resolve("errors"));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
