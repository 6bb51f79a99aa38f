package dev.imageclassifier.ingest.publish;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.ingest.command.Broker;
import dev.imageclassifier.ingest.files.FileSelection;
import dev.imageclassifier.ingest.files.ImageFile;
import dev.imageclassifier.kafka.KafkaClientException;
import dev.imageclassifier.kafka.TopicLeaders;
import dev.imageclassifier.testkit.TestBroker;
import dev.imageclassifier.testkit.TestImages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublisherIT {
  @TempDir Path directory;

  private final RecordingListener listener = new RecordingListener();

  @Test
  void publishesEveryFileUnchangedAsOneRecord() throws Exception {
    Path jpeg = TestImages.write(directory, "pets/01.jpg", TestImages.small("jpg"));
    TestImages.write(directory, "misnamed.jpg", TestImages.small("png"));
    TestImages.write(directory, "with space/grün\n.gif", TestImages.small("gif"));
    TestImages.write(directory, "empty", new byte[0]);
    TestImages.write(directory, ".hidden.jpg", TestImages.small("jpg"));
    PublishSettings settings =
        settings(Broker.topic(3, Map.of()))
            .headers(Map.of("album", "summer", "file.path", "mine"))
            .build();

    PublishTotals totals = publish(settings, Broker.client());

    Map<String, ConsumerRecord<byte[], byte[]>> records = read(settings.topic());
    assertEquals(
        Set.of("pets/01.jpg", "misnamed.jpg", "with space/grün\n.gif", "empty"), records.keySet());
    ConsumerRecord<byte[], byte[]> record = records.get("pets/01.jpg");
    assertArrayEquals(Files.readAllBytes(jpeg), record.value());
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put("content-type", "image/jpeg");
    expected.put("file.name", "01.jpg");
    expected.put("file.length", Long.toString(Files.size(jpeg)));
    expected.put("file.last.modified", Files.getLastModifiedTime(jpeg).toInstant().toString());
    expected.put("album", "summer");
    expected.put("file.path", "mine");
    expected.put("ingest.run", settings.run());
    assertEquals(expected, headers(record));
    assertEquals("image/png", headers(records.get("misnamed.jpg")).get("content-type"));
    assertEquals("application/octet-stream", headers(records.get("empty")).get("content-type"));
    assertEquals(records.keySet(), listener.published.keySet());
    assertEquals(4, totals.published());
    assertEquals(0, totals.failed());
    assertEquals(
        listener.published.values().stream().mapToLong(Long::longValue).sum(), totals.bytes());
  }

  @Test
  void continuesAfterFilesThatCannotBePublished() throws Exception {
    Path good = TestImages.write(directory, "good.png", TestImages.small("png"));
    Path large = TestImages.write(directory, "large.png", new byte[5001]);
    Path limit = TestImages.write(directory, "limit.png", new byte[5000]);
    Path missing = directory.resolve("missing.png");
    PublishSettings settings = settings(Broker.topic(1, Map.of())).maxBytes(5000).build();

    PublishTotals totals;
    try (Publisher publisher = new Publisher(Broker.client(), settings, listener)) {
      totals = publish(publisher, large, missing, directory.resolve("."), good);
    }

    assertEquals(
        "has 5,001 bytes, but the limit is 5,000 bytes: reduce the file, or raise --max-bytes and"
            + " the topic's max.message.bytes",
        listener.failed.get(large.toString()));
    assertEquals(
        "cannot be read (no such file): check that it exists and is readable, and publish it again",
        listener.failed.get(missing.toString()));
    assertEquals(Set.of("good.png", limit.getFileName().toString()), listener.published.keySet());
    // the directory contains the large file a second time
    assertEquals(3, totals.failed());
    assertEquals(3, totals.published());
  }

  @Test
  void continuesAfterRecordsThatAreTooLargeForTheTopic() throws Exception {
    Path large = TestImages.write(directory, "a-large.png", new byte[200_000]);
    // too large only with its key and headers, which the brokers detect
    Path slightlyLarge = TestImages.write(directory, "b-slightly-large.png", new byte[99_900]);
    TestImages.write(directory, "c-small.png", TestImages.small("png"));
    PublishSettings settings =
        settings(Broker.topic(1, Map.of("max.message.bytes", "100000"))).build();

    PublishTotals totals = publish(settings, Broker.client());

    assertEquals(Set.of("c-small.png"), listener.published.keySet());
    assertTrue(
        listener.failed.get(large.toString()).startsWith("has 200,000 bytes, but the topic"),
        listener.failed.toString());
    assertTrue(
        listener.failed.get(slightlyLarge.toString()).contains("raise max.message.bytes of topic"),
        listener.failed.toString());
    assertEquals(2, totals.failed());
    assertEquals(List.of(), listener.stopped);
  }

  @Test
  void publishesFilesThatFitAfterCompression() throws Exception {
    TestImages.write(directory, "zeros", new byte[200_000]);
    PublishSettings settings =
        settings(Broker.topic(1, Map.of("max.message.bytes", "100000"))).build();

    publish(settings, Map.of("bootstrap.servers", Broker.address(), "compression.type", "gzip"));

    assertEquals(Set.of("zeros"), listener.published.keySet());
  }

  @Test
  void continuesAfterRecordsThatExceedMaxRequestSize() throws Exception {
    Path large = TestImages.write(directory, "a-large.png", new byte[200_000]);
    TestImages.write(directory, "b-small.png", TestImages.small("png"));
    PublishSettings settings = settings(Broker.topic(1, Map.of())).build();

    publish(settings, Map.of("bootstrap.servers", Broker.address(), "max.request.size", "100000"));

    assertEquals(Set.of("b-small.png"), listener.published.keySet());
    assertTrue(
        listener.failed.get(large.toString()).contains("max.request.size"),
        listener.failed.toString());
  }

  @Test
  void keepsTheOrderWhenTheBufferIsFull() throws Exception {
    for (int i = 0; i < 200; i++) {
      TestImages.write(directory, String.format("%03d", i), new byte[20_000]);
    }
    PublishSettings settings = settings(Broker.topic(1, Map.of())).maxBytes(20_000).build();

    PublishTotals totals =
        publish(settings, Map.of("bootstrap.servers", Broker.address(), "buffer.memory", "100000"));

    assertEquals(200, totals.published());
    assertEquals(
        IntStream.range(0, 200).mapToObj(i -> String.format("%03d", i)).toList(),
        Broker.records(settings.topic()).stream().map(PublisherIT::key).toList());
  }

  @Test
  void stopSendsAndCountsTheFilesThatWereRead() throws Exception {
    Path image = TestImages.write(directory, "a", TestImages.small("png"));
    PublishSettings settings = settings(Broker.topic(1, Map.of())).build();
    try (Publisher publisher = new Publisher(Broker.client(), settings, listener)) {
      Stream<ImageFile> endless =
          IntStream.iterate(1, i -> i + 1)
              .peek(
                  i -> {
                    if (i == 10) {
                      publisher.stop();
                    }
                  })
              .mapToObj(i -> ImageFile.of("key-" + i, image));

      PublishTotals totals = publisher.publish(endless.iterator(), PublishHistory.NONE);

      assertEquals(totals.published(), Broker.records(settings.topic()).size());
      assertTrue(totals.published() >= 9 && totals.published() <= 10, totals.toString());
    }
  }

  @Test
  void stopsWhenTheBrokerBecomesUnavailableAndCountsEachFileOnce() throws Exception {
    Path image = TestImages.write(directory, "a", TestImages.small("png"));
    AtomicLong read = new AtomicLong();
    try (TestBroker kafka = TestBroker.start(Map.of(), TestBroker.Capability.RESTART);
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic("images", 1, (short) 1))).all().get();
      TopicLeaders.await(admin, List.of("images"));
      Map<String, String> impatient =
          Map.of(
              "bootstrap.servers", kafka.bootstrapServers(),
              "request.timeout.ms", "1000",
              "delivery.timeout.ms", "2000",
              "linger.ms", "0",
              "max.block.ms", "3000");
      Stream<ImageFile> endless =
          IntStream.iterate(1, i -> i + 1)
              .mapToObj(
                  i -> {
                    if (i == 100) {
                      kafka.stop();
                    }
                    read.set(i);
                    return ImageFile.of("key-" + i, image);
                  });
      PublishTotals totals;
      try (Publisher publisher = new Publisher(impatient, settings("images").build(), listener)) {
        totals = publisher.publish(endless.iterator(), PublishHistory.NONE);
      }

      assertEquals(1, listener.stopped.size(), listener.stopped.toString());
      assertTrue(
          listener.stopped.get(0).startsWith("No broker answers at"), listener.stopped.toString());
      assertTrue(totals.failed() > 0, totals.toString());
      assertEquals(read.get(), totals.published() + totals.failed());
    }
  }

  @Test
  void reportsAnUnreadableDirectory() throws IOException, InterruptedException {
    Path missing = directory.resolve("missing-directory");
    PublishSettings settings = settings(Broker.topic(1, Map.of())).build();

    try (Publisher publisher = new Publisher(Broker.client(), settings, listener)) {
      assertEquals(1, publish(publisher, missing).failed());
    }

    assertEquals(Set.of(missing.toString()), listener.failed.keySet());
  }

  @Test
  void reportsAMissingTopicBeforeReadingFiles() {
    KafkaClientException error =
        assertThrows(
            KafkaClientException.class,
            () -> new Publisher(Broker.client(), settings("no-such-topic").build(), listener));

    assertTrue(
        error.getMessage().startsWith("Topic 'no-such-topic' does not exist at "),
        error.getMessage());
    assertTrue(error.getMessage().contains("--create-topics"), error.getMessage());
  }

  @Test
  void reportsAnUnavailableBrokerWithinTheTimeout() {
    PublishSettings settings = settings("images").connectTimeout(Duration.ofSeconds(1)).build();

    KafkaClientException error =
        assertThrows(
            KafkaClientException.class,
            () -> new Publisher(Map.of("bootstrap.servers", "localhost:1"), settings, listener));

    assertEquals(
        "No broker answers at localhost:1: check that the broker runs, the address, and"
            + " security.protocol.",
        error.getMessage());
  }

  @Test
  void rejectsWeakerGuarantees() {
    for (Map<String, String> weaker :
        List.of(Map.of("acks", "1"), Map.of("enable.idempotence", "false"), Map.of("acks", "0"))) {
      Map<String, String> client = new LinkedHashMap<>(weaker);
      client.put("bootstrap.servers", "localhost:1");
      UserError error =
          assertThrows(
              UserError.class, () -> new Publisher(client, settings("images").build(), listener));
      assertTrue(error.getMessage().contains("could lose or duplicate images"), error.getMessage());
    }
  }

  private static PublishSettings.Builder settings(String topic) {
    return PublishSettings.builder().topic(topic);
  }

  private static PublishTotals publish(Publisher publisher, Path... files) {
    return publisher.publish(FileSelection.of(List.of(files)), PublishHistory.NONE);
  }

  private PublishTotals publish(PublishSettings settings, Map<String, String> client)
      throws InterruptedException {
    try (Publisher publisher = new Publisher(client, settings, listener)) {
      return publish(publisher, directory);
    }
  }

  private static Map<String, ConsumerRecord<byte[], byte[]>> read(String topic) {
    return Broker.records(topic).stream()
        .collect(Collectors.toMap(PublisherIT::key, record -> record));
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.UTF_8);
  }

  private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new LinkedHashMap<>();
    record
        .headers()
        .forEach(
            header ->
                headers.merge(
                    header.key(),
                    new String(header.value(), StandardCharsets.UTF_8),
                    (first, second) -> "twice"));
    return headers;
  }
}
