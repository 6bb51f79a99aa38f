package dev.imageclassifier.ingest.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imageclassifier.testkit.CommandRun;
import dev.imageclassifier.testkit.TestImages;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishCommandIT {
  @TempDir Path directory;

  @Test
  void printsTheTotalsAsTheLastLine() throws Exception {
    Path image = TestImages.write(directory, "a b.png", TestImages.small("png"));
    TestImages.write(directory, "c.jpg", TestImages.small("jpg"));
    String topic = Broker.topic(2, Map.of());

    CommandRun run =
        Ingest.connected(
            "publish", directory.toString(), "--topic", topic, "--run=r1", "--header", "album=a=b");

    assertEquals(0, run.exitCode(), run.err());
    JsonNode totals = new JsonMapper().readTree(run.out());
    List<String> names = new ArrayList<>();
    totals.fieldNames().forEachRemaining(names::add);
    assertEquals(
        List.of(
            "run",
            "published",
            "labelled",
            "dead_lettered",
            "pending",
            "failed",
            "skipped",
            "duplicates",
            "bytes",
            "seconds",
            "images_per_second"),
        names);
    assertEquals("r1", totals.get("run").textValue());
    assertEquals(2, totals.get("published").intValue());
    assertEquals(0, totals.get("labelled").intValue());
    assertEquals(0, totals.get("dead_lettered").intValue());
    assertEquals(2, totals.get("pending").intValue());
    assertEquals(0, totals.get("failed").intValue());
    assertEquals(
        Files.size(image) + Files.size(directory.resolve("c.jpg")),
        totals.get("bytes").longValue());
    List<ConsumerRecord<byte[], byte[]>> records = Broker.records(topic);
    assertEquals(2, records.size());
    records.forEach(
        record -> {
          assertEquals("a=b", header(record, "album"));
          assertEquals("r1", header(record, "ingest.run"));
        });
  }

  @Test
  void reportsFailedFilesInTheExitCode() {
    Path large = TestImages.write(directory, "large\n.png", new byte[1001]);
    TestImages.write(directory, "small.png", new byte[1000]);
    String topic = Broker.topic(1, Map.of());

    CommandRun run =
        Ingest.connected("publish", directory.toString(), "--topic", topic, "--max-bytes", "1000");

    assertEquals(1, run.exitCode());
    assertEquals(
        directory
            + "/large\\n.png has 1,001 bytes, but the limit is 1,000 bytes: reduce the file, or"
            + " raise --max-bytes and the topic's max.message.bytes.",
        run.err().lines().findFirst().orElseThrow());
    assertTrue(run.lastLine().contains("\"published\":1,"), run.out());
    assertTrue(run.lastLine().contains("\"failed\":1,"), run.out());
    assertTrue(Files.exists(large));
  }

  @Test
  void reportsAnEmptyDirectory() {
    CommandRun run =
        Ingest.connected("publish", directory.toString(), "--topic", Broker.topic(1, Map.of()));

    assertEquals(0, run.exitCode());
    assertTrue(run.err().startsWith("No files found"), run.err());
    assertTrue(run.lastLine().contains("\"published\":0,"), run.out());
  }

  @Test
  void reportsAMissingTopic() {
    CommandRun run = Ingest.connected("publish", directory.toString(), "--topic", "never-made");

    assertEquals(1, run.exitCode());
    assertEquals("", run.out());
    assertEquals(
        "ingest publish: Topic 'never-made' does not exist at "
            + Broker.address()
            + ": create it with 'pipeline run --create-topics' or kafka-topics, or choose another"
            + " with --topic.",
        run.err().strip());
    usage(
        "Invalid options: Invalid topic name 'not a topic'",
        "publish",
        "x",
        "--topic=not a topic",
        "--bootstrap-server=a:1");
  }

  @Test
  void reportsAnUnavailableBroker() {
    CommandRun run =
        Ingest.of(
            "publish",
            directory.toString(),
            "--bootstrap-server=localhost:1",
            "--connect-timeout=1");

    assertEquals(1, run.exitCode());
    assertEquals("", run.out());
    assertEquals(
        "ingest publish: No broker answers at localhost:1: check that the broker runs, the"
            + " address, and security.protocol.",
        run.err().strip());
  }

  @Test
  void rejectsInvalidUsage() {
    String path = directory.toString();
    usage("Missing required parameter: 'PATH'", "publish");
    usage("--resume does not accept PATH", "publish", path, "--resume=r");
    usage("--resume does not accept --key", "publish", "--resume=r", "--key=name");
    usage("--null requires --from-file", "publish", path, "--null");
    usage("Invalid value for option '--key'", "publish", path, "--key=colour");
    usage("Invalid options: rate is -1.0", "publish", path, "--rate=-1", "--bootstrap-server=a:1");
    usage(
        "Invalid options: Invalid glob '['",
        "publish",
        path,
        "--include=[",
        "--bootstrap-server=a:1");
    usage("--timeout is 0 but must be 1 or more", "publish", path, "--timeout=0");
    usage("--connect-timeout is 0 but must be 1 or more", "publish", path, "--connect-timeout=0");
    usage(
        "Invalid options: maxBytes is 0 but must be",
        "publish",
        path,
        "--max-bytes=0",
        "--bootstrap-server=a:1");
    usage("Value for option option '--header'", "publish", path, "--header=a");
    usage("--until-idle is 0: it must be 1 or more", "results", "--until-idle=0");
    usage("--count is -1: it must be 1 or more", "results", "--count=-1");
    usage("--top is 0: it must be 1 or more", "results", "--top=0");
    usage("Missing required subcommand", "dead-letters");
    usage("Missing required subcommand");
  }

  @Test
  void neverPrintsSecrets() {
    CommandRun run =
        Ingest.of(
            "publish",
            directory.toString(),
            "--bootstrap-server=localhost:1",
            "--connect-timeout=1",
            "--verbose",
            "--command-property=security.protocol=SASL_PLAINTEXT",
            "--command-property=sasl.mechanism=PLAIN",
            "--command-property=sasl.jaas.config=org.apache.kafka.common.security.plain."
                + "PlainLoginModule required username=\"u\" password=\"canary\";");

    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("\tat "), run.err());
    assertFalse((run.out() + run.err()).contains("canary"), run.err());
  }

  private static void usage(String expected, String... arguments) {
    CommandRun run = Ingest.of(arguments);
    assertEquals(2, run.exitCode(), run.err());
    assertTrue(run.err().contains(": " + expected), run.err());
    assertEquals("", run.out());
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
