package dev.imageclassifier.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imageclassifier.contract.TopicNames;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the demo without {@code --once}: other clients publish images until a signal stops it. */
class DemoProcessIT {
  private static final int ENDED_BY_SIGTERM = 143;
  private static final String PAGE = "drop your own images at ";
  private static final String ADDRESS = "--bootstrap-server ";

  @TempDir Path temporary;
  @TempDir Path images;

  @Test
  void classifiesImagesOfOtherClientsUntilASignal() throws Exception {
    DemoImages.writeTo(images);
    Process process = demo("--images", images.toString(), "--threads", "1", "--port", "0");
    try (BufferedReader out = process.inputReader();
        BufferedReader err = process.errorReader()) {
      String page = lineWith(PAGE, err);
      page = page.substring(page.indexOf(PAGE) + PAGE.length());
      String hint = lineWith(ADDRESS, err);
      assertTrue(shows(page, "cat.jpg"), "the page shows the images of the demo");
      String broker = hint.substring(hint.indexOf(ADDRESS) + ADDRESS.length());
      publish(broker, "another.jpg", Files.readAllBytes(images.resolve("cat.jpg")));
      assertTrue(lineWith("another.jpg", out).contains(" % "));

      process.toHandle().destroy();

      JsonNode totals = new ObjectMapper().readTree(lineWith("{", out));
      assertEquals(14, totals.get("published").intValue());
      assertEquals(12, totals.get("labelled").intValue());
      assertEquals(2, totals.get("dead_lettered").intValue());
      assertEquals(0, totals.get("pending").intValue());
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
      assertEquals(ENDED_BY_SIGTERM, process.exitValue());
      try (Stream<Path> left = Files.list(temporary)) {
        assertEquals(
            List.of(),
            left.map(Path::getFileName).map(Path::toString).filter(DemoProcessIT::isOurs).toList());
      }
    } finally {
      process.destroyForcibly();
    }
  }

  private static boolean shows(String page, String name) throws Exception {
    URL events = URI.create(page).resolve("/events").toURL();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(events.openStream(), StandardCharsets.UTF_8))) {
      return lineWith(name, lines).contains("labelled");
    }
  }

  private static boolean isOurs(String name) {
    return name.startsWith("embedded-kafka-") || name.startsWith("image-demo-");
  }

  private Process demo(String... arguments) throws Exception {
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-Djava.io.tmpdir=" + temporary,
                    "-Djava.awt.headless=true",
                    "-Dimageclassifier.models=" + System.getProperty("imageclassifier.models"),
                    "-cp",
                    System.getProperty("java.class.path"),
                    DemoCommand.class.getName()),
                Stream.of(arguments))
            .toList();
    return new ProcessBuilder(command).start();
  }

  private static String lineWith(String part, BufferedReader reader) throws Exception {
    StringBuilder read = new StringBuilder();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.contains(part)) {
        return line;
      }
      read.append(line).append('\n');
    }
    throw new AssertionError("no line with '" + part + "' in:\n" + read);
  }

  private static void publish(String broker, String key, byte[] image) throws Exception {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(TopicNames.IMAGES, key, image)).get();
    }
  }
}
