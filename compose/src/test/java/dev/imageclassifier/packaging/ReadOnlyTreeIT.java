package dev.imageclassifier.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.kafka.TopicLeaders;
import dev.imageclassifier.testkit.ExternalTool;
import dev.imageclassifier.testkit.TestBroker;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The images' directories, started by the commands of {@code compose.yaml} where all is read-only,
 * as a user without a home and without capabilities, on topics that {@code topics.sh} made.
 */
final class ReadOnlyTreeIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int SIGTERM = 143;

  /** One black pixel. */
  private static final byte[] WEBP =
      Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");

  @TempDir Path directory;

  @Test
  void classifiesForThePageWithNothingToWriteTo() throws Exception {
    Confined.require();
    try (TestBroker kafka = TestBroker.start()) {
      createTopics(kafka.bootstrapServers());
      try (Confined classifier = start("classifier", "run", kafka, "--http-port", "0");
          Confined web = start("web", "web", kafka, "--port", "0")) {
        classifier.awaitHealthy(classifier.awaitPort(), "/readyz");
        int page = web.awaitPort();
        web.awaitHealthy(page, "/readyz");

        send(kafka.bootstrapServers(), List.of("zstd", "snappy", "lz4", "gzip"));
        assertEquals(Set.of("zstd", "snappy", "lz4", "gzip"), labelled(kafka.bootstrapServers()));
        HttpResponse<String> answer = post(page, WEBP);
        assertEquals(200, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("\"format\":\"webp\""), answer.body());

        assertConfined(classifier);
        assertConfined(web);
        assertNativeLibrariesLieInTheImage(classifier);
        assertEquals(SIGTERM, web.terminate());
        assertEquals(SIGTERM, classifier.terminate());
        assertEquals(List.of(), complaints(classifier.log()));
      }
    }
  }

  /** Kafka's clients also complain of what they try again with success, some over many lines. */
  private static List<String> complaints(String log) {
    return log.replaceAll("(?m)^\\d\\d:.* o\\.a\\.k\\..*(\\R(?!\\d\\d:).*)*+", "")
        .lines()
        .filter(line -> line.contains("Exception") || line.contains(" WARN "))
        .toList();
  }

  private Confined start(String service, String program, TestBroker kafka, String... more)
      throws IOException {
    Map<String, Object> defined = Project.service(service);
    List<String> arguments = new ArrayList<>();
    for (Object word : (List<?>) defined.get("command")) {
      arguments.add(Project.defaults(word).replace("kafka:9092", kafka.bootstrapServers()));
    }
    arguments.addAll(List.of(more));
    Map<String, String> environment = new HashMap<>(Map.of("APP_STATE_DIR", "/mnt/state"));
    Project.map(defined, "environment")
        .forEach((name, value) -> environment.put(name, Project.defaults(value)));
    return Confined.start(
        service, program, directory.resolve(service + ".log"), environment, arguments);
  }

  /** By {@code topics.sh}, with Kafka's own tool in the place where the Kafka image has it. */
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
    new ExternalTool(Project.COMPOSE.resolve("topics.sh"))
        .run(directory, Map.of("KAFKA_TOPICS", tool.toString(), "PARTITIONS", "2"), brokers);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
      TopicLeaders.await(
          admin,
          List.of(TopicNames.IMAGES, TopicNames.IMAGE_LABELS, TopicNames.IMAGE_DEAD_LETTERS));
    }
  }

  private static void send(String brokers, List<String> compressions) throws Exception {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB), "png", png);
    for (String compression : compressions) {
      try (KafkaProducer<String, byte[]> producer =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", brokers, "compression.type", compression),
              new StringSerializer(),
              new ByteArraySerializer())) {
        producer
            .send(new ProducerRecord<>(TopicNames.IMAGES, compression, png.toByteArray()))
            .get();
      }
    }
  }

  private static Set<String> labelled(String brokers) {
    Set<String> ids = new HashSet<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", brokers,
                "group.id", "test",
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(TopicNames.IMAGE_LABELS));
      long start = System.nanoTime();
      while (ids.size() < 4 && System.nanoTime() - start < PATIENCE.toNanos()) {
        consumer.poll(Duration.ofMillis(100)).forEach(found -> ids.add(found.key()));
      }
    }
    return ids;
  }

  private static HttpResponse<String> post(int port, byte[] picture)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/predict"))
                .header("Content-Type", "image/webp")
                .POST(HttpRequest.BodyPublishers.ofByteArray(picture))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static void assertConfined(Confined process) throws IOException {
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

  /** Each is used from where it lies: none was unpacked, and none is missing. */
  private static void assertNativeLibrariesLieInTheImage(Confined classifier) throws IOException {
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
