package dev.imageclassifier.ingest.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imageclassifier.contract.Sha256;
import dev.imageclassifier.testkit.CommandRun;
import dev.imageclassifier.testkit.TestImages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests key strategies, rate limit, dry run and watch of {@code publish}. */
class BulkCommandIT {
  @TempDir Path directory;

  @Test
  void derivesKeysAsConfigured() {
    byte[] image = TestImages.small("png");
    TestImages.write(directory, "pets/a.png", image);

    assertEquals(List.of("x/pets/a.png"), keys("--key-prefix=x/"));
    assertEquals(List.of("a.png"), keys("--key=name"));
    assertEquals(List.of(Sha256.hex(image)), keys("--key=sha256"));
    assertEquals(36, keys("--key=uuid").get(0).length());
  }

  private List<String> keys(String option) {
    String topic = Broker.topic(1, Map.of());
    CommandRun run = Ingest.connected("publish", directory.toString(), "--topic", topic, option);
    assertEquals(0, run.exitCode(), run.err());
    return published(topic);
  }

  @Test
  void limitsTheRate() {
    for (int i = 0; i < 20; i++) {
      TestImages.write(directory, "a" + i, new byte[] {1});
    }
    long start = System.nanoTime();
    CommandRun run =
        Ingest.connected(
            "publish", directory.toString(), "--topic", Broker.topic(1, Map.of()), "--rate=20");
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(System.nanoTime() - start > 900_000_000L);
  }

  @Test
  void dryRunDoesNotNeedABroker() throws Exception {
    TestImages.write(directory, "a.png", TestImages.small("png"));
    TestImages.write(directory, "b.png", TestImages.small("png"));
    TestImages.write(directory, "c.jpg", TestImages.small("jpg"));
    TestImages.write(directory, "empty", new byte[0]);
    TestImages.write(directory, "large", new byte[5000]);

    CommandRun run = Ingest.of("publish", directory.toString(), "--dry-run", "--max-bytes=4000");

    assertEquals(0, run.exitCode(), run.err());
    JsonNode totals = new JsonMapper().readTree(run.lastLine());
    assertEquals(4, totals.get("would_publish").intValue());
    assertEquals(1, totals.get("duplicates").intValue());
    assertEquals(1, totals.get("empty").intValue());
    assertEquals(1, totals.get("rejected").intValue());
    assertEquals(2, totals.at("/formats/image~1png").intValue());
    assertTrue(run.err().contains("large has 5,000 bytes"), run.err());
  }

  @Test
  void rejectsFilesThatExceedTheTopicLimit() throws Exception {
    String topic = Broker.topic(1, Map.of("max.message.bytes", "3000"));
    TestImages.write(directory, "large", new byte[2940]);
    TestImages.write(directory, "small", new byte[2500]);
    String message =
        """
        large has 2,940 bytes, but the topic '%s' accepts records of at most 3,000 bytes: raise \
        the topic's max.message.bytes or reduce the file."""
            .formatted(topic);

    CommandRun dry =
        Ingest.connected("publish", directory.toString(), "--topic", topic, "--dry-run");
    CommandRun run = Ingest.connected("publish", directory.toString(), "--topic", topic);

    assertTrue(dry.err().contains(message), dry.err());
    assertEquals(1, new JsonMapper().readTree(dry.lastLine()).get("rejected").intValue());
    assertTrue(run.err().contains(message), run.err());
    assertEquals(1, run.exitCode());
    assertEquals(List.of("small"), published(topic));
  }

  /**
   * A growing file has a modification time in the future, so that it is never old enough, even on a
   * slow machine. When the file next to it is published, the watch has checked both files.
   */
  @Test
  void watchPublishesEachFileOnceWhenItIsComplete() throws Exception {
    String topic = Broker.topic(1, Map.of());
    Path images = Files.createDirectory(directory.resolve("images"));
    TestImages.write(images, "there", new byte[] {1});
    Process first = watch("publish", images.toString(), "--watch", "--run=w", "--topic=" + topic);
    Broker.awaitRecords(topic, 1);
    Path growing = directory.resolve("growing");
    for (int i = 1; i <= 2; i++) {
      Files.write(growing, new byte[i]);
      age(growing, Duration.ofHours(-i));
      Files.move(growing, images.resolve("growing"), StandardCopyOption.REPLACE_EXISTING);
      Path beside = Files.write(directory.resolve("z-beside-" + i), new byte[] {1});
      age(beside, Duration.ofHours(1));
      Files.move(beside, images.resolve(beside.getFileName()));
      Broker.awaitRecords(topic, 1 + i);
    }
    assertEquals(List.of("there", "z-beside-1", "z-beside-2"), published(topic));
    age(images.resolve("growing"), Duration.ofHours(1));
    Broker.awaitRecords(topic, 4);
    end(first);
    TestImages.write(images, "between", new byte[] {1});
    Process second = watch("publish", "--resume=w", "--watch");
    Broker.awaitRecords(topic, 5);
    end(second);

    assertEquals(
        List.of("there", "z-beside-1", "z-beside-2", "growing", "between"), published(topic));
    assertEquals(2, Broker.records(topic).get(3).value().length);
  }

  private static void age(Path file, Duration age) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }

  private Process watch(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of("target", "dist", "bin", "ingest").toString());
    command.addAll(List.of(arguments));
    command.add("--bootstrap-server=" + Broker.address());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectError(directory.resolve("errors").toFile())
            .redirectOutput(directory.resolve("out").toFile());
    builder.environment().put("APP_JOURNAL", directory.resolve("journal").toString());
    return builder.start();
  }

  private static void end(Process process) throws Exception {
    process.destroy();
    assertTrue(process.waitFor(3, TimeUnit.MINUTES));
    assertEquals(143, process.exitValue());
  }

  private static List<String> published(String topic) {
    return Broker.records(topic).stream()
        .map(record -> new String(record.key(), StandardCharsets.UTF_8))
        .toList();
  }
}
