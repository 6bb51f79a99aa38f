package dev.imageclassifier.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.testkit.CommittedRecords;
import dev.imageclassifier.testkit.ExternalTool;
import dev.imageclassifier.testkit.TestBroker;
import dev.imageclassifier.testkit.TestImages;
import dev.imageclassifier.testkit.TestTopics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Starts the container images with the commands of {@code compose.yaml} on a read-only file system,
 * as a user without a home directory and without capabilities. {@code topics.sh} creates the
 * topics.
 */
final class ReadOnlyTreeIT {
  private static final int PARTITIONS = 2;
  private static final int SIGTERM = 143;

  /** A WebP image of one black pixel. */
  private static final byte[] WEBP =
      Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");

  @TempDir Path directory;

  @Test
  void classifiesOnAReadOnlyFileSystem() throws Exception {
    ConfinedProcess.require();
    try (TestBroker kafka = TestBroker.start()) {
      createTopics(kafka.bootstrapServers());
      try (ConfinedProcess classifier = start("classifier", "run", kafka, "--http-port", "0");
          ConfinedProcess web = start("web", "web", kafka, "--port", "0")) {
        classifier.awaitHealthy(classifier.awaitPort(), "/readyz");
        int page = web.awaitPort();
        web.awaitHealthy(page, "/readyz");

        send(kafka.bootstrapServers(), List.of("zstd", "snappy", "lz4", "gzip"));
        assertEquals(Set.of("zstd", "snappy", "lz4", "gzip"), labelled(kafka.bootstrapServers()));
        HttpResponse<String> response = post(page, WEBP);
        assertEquals(200, response.statusCode(), response.body());
        assertTrue(response.body().contains("\"format\":\"webp\""), response.body());

        assertConfined(classifier);
        assertConfined(web);
        assertNativeLibrariesAreInTheContainerImage(classifier);
        assertEquals(SIGTERM, web.terminate());
        assertEquals(SIGTERM, classifier.terminate());
        assertEquals(List.of(), warnings(classifier.log()));
      }
    }
  }

  /** Warnings and exceptions, except those of the Kafka clients, which also log what they retry. */
  private static List<String> warnings(String log) {
    return log.replaceAll("(?m)^\\d\\d:.* o\\.a\\.k\\..*(\\R(?!\\d\\d:).*)*+", "")
        .lines()
        .filter(line -> line.contains("Exception") || line.contains(" WARN "))
        .toList();
  }

  private ConfinedProcess start(String service, String program, TestBroker kafka, String... more)
      throws IOException {
    Map<String, Object> defined = ComposeFiles.service(service);
    List<String> arguments = new ArrayList<>();
    for (Object word : (List<?>) defined.get("command")) {
      arguments.add(ComposeFiles.defaults(word).replace("kafka:9092", kafka.bootstrapServers()));
    }
    arguments.addAll(List.of(more));
    Map<String, String> environment = new HashMap<>(Map.of("APP_STATE_DIR", "/mnt/state"));
    ComposeFiles.map(defined, "environment")
        .forEach((name, value) -> environment.put(name, ComposeFiles.defaults(value)));
    return ConfinedProcess.start(
        service, program, directory.resolve(service + ".log"), environment, arguments);
  }

  /** Runs {@code topics.sh} with Kafka's own tool. */
  private void createTopics(String brokers) throws Exception {
    Path tool = directory.resolve("kafka-topics.sh");
    Files.writeString(
        tool,
        "exec '"
            + Path.of(System.getProperty("java.home"), "bin", "java")
            + "' -XX:TieredStopAtLevel=1 -cp '"
            + System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
            + "' org.apache.kafka.tools.TopicCommand \"$@\"\n");
    assertTrue(tool.toFile().setExecutable(true));
    new ExternalTool(ComposeFiles.COMPOSE.resolve("topics.sh"))
        .run(
            directory,
            Map.of("KAFKA_TOPICS", tool.toString(), "PARTITIONS", Integer.toString(PARTITIONS)),
            brokers);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
      TestTopics.awaitLeaders(
          admin,
          List.of(TestTopics.IMAGES, TestTopics.LABELS, TestTopics.DEAD_LETTERS),
          PARTITIONS);
    }
  }

  private static void send(String brokers, List<String> compressions) throws Exception {
    byte[] image = TestImages.plain(0);
    for (String compression : compressions) {
      try (KafkaProducer<String, byte[]> producer =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", brokers, "compression.type", compression),
              new StringSerializer(),
              new ByteArraySerializer())) {
        producer.send(new ProducerRecord<>(TestTopics.IMAGES, compression, image)).get();
      }
    }
  }

  private static Set<String> labelled(String bootstrapServers) {
    return CommittedRecords.read(bootstrapServers, 4, TestTopics.LABELS).stream()
        .map(record -> new String(record.key(), StandardCharsets.UTF_8))
        .collect(Collectors.toSet());
  }

  private static HttpResponse<String> post(int port, byte[] image)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/predict"))
                .header("Content-Type", "image/webp")
                .POST(HttpRequest.BodyPublishers.ofByteArray(image))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static void assertConfined(ConfinedProcess process) throws IOException {
    Map<String, String> status =
        process.proc("status").stream()
            .map(line -> line.split(":\\s*", 2))
            .collect(Collectors.toMap(words -> words[0], words -> words[1]));
    assertEquals("65534\t65534\t65534\t65534", status.get("Uid"));
    assertEquals("1", status.get("NoNewPrivs"));
    for (String set : List.of("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")) {
      assertEquals("0000000000000000", status.get(set), set);
    }
  }

  /** Every native library is loaded from the container image. */
  private static void assertNativeLibrariesAreInTheContainerImage(ConfinedProcess classifier)
      throws IOException {
    Set<String> libraries = new TreeSet<>();
    for (String line : classifier.proc("maps")) {
      int path = line.indexOf('/');
      if (path >= 0 && line.contains(".so")) {
        libraries.add(line.substring(path));
      }
    }
    for (String needed :
        List.of("libtorch_cpu.so", "libleptonica.so", "zstd-jni", "snappyjava", "lz4-java")) {
      assertTrue(libraries.stream().anyMatch(found -> found.contains(needed)), needed);
    }
    libraries.removeIf(found -> found.startsWith("/mnt/app/natives/"));
    libraries.removeIf(found -> found.startsWith(System.getProperty("java.home")));
    libraries.removeIf(found -> found.startsWith("/usr/lib") || found.startsWith("/lib"));
    assertEquals(Set.of(), libraries);
  }
}
