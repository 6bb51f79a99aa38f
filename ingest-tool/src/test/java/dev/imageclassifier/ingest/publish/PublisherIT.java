package dev.imageclassifier.ingest.publish;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.ingest.command.Broker;
import dev.imageclassifier.ingest.command.TestImages;
import dev.imageclassifier.ingest.files.ImageFile;
import dev.imageclassifier.kafka.TopicLeaders;
import dev.imageclassifier.testkit.TestBroker;
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
  @TempDir Path folder;

  private final RecordingListener heard = new RecordingListener();

  @Test
  void everyFileBecomesOneRecordByteForByte() throws Exception {
    Path jpeg = TestImages.write(folder, "pets/01.jpg", TestImages.encoded("jpg"));
    TestImages.write(folder, "misnamed.jpg", TestImages.encoded("png"));
    TestImages.write(folder, "with space/grün\n.gif", TestImages.encoded("gif"));
    TestImages.write(folder, "empty", new byte[0]);
    TestImages.write(folder, ".hidden.jpg", TestImages.encoded("jpg"));
    PublishSettings settings =
        to(Broker.topic(3, Map.of())).withHeaders(Map.of("album", "summer", "file.path", "mine"));

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
    assertEquals(records.keySet(), heard.published.keySet());
    assertEquals(4, totals.published());
    assertEquals(0, totals.failed());
    assertEquals(
        heard.published.values().stream().mapToLong(Long::longValue).sum(), totals.bytes());
    assertEquals(settings.run(), totals.run());
    assertTrue(totals.seconds() > 0);
  }

  @Test
  void aFileThatCannotBeSentIsNamedAndTheRestGoesOn() throws Exception {
    Path good = TestImages.write(folder, "good.png", TestImages.encoded("png"));
    Path large = TestImages.write(folder, "large.png", new byte[5001]);
    Path limit = TestImages.write(folder, "limit.png", new byte[5000]);
    Path gone = folder.resolve("gone.png");
    PublishSettings settings = to(Broker.topic(1, Map.of())).withMaxBytes(5000);

    PublishTotals totals;
    try (Publisher publisher = new Publisher(Broker.client(), settings, heard)) {
      totals = publisher.publish(List.of(large, gone, folder.resolve("."), good));
    }

    assertEquals(
        "has 5,001 bytes, and at most 5,000 are sent: make it smaller, or raise --max-bytes"
            + " together with the topic's max.message.bytes",
        heard.failed.get(large.toString()));
    assertEquals(
        "cannot be read (no such file): see that it is there and readable, and publish it again",
        heard.failed.get(gone.toString()));
    assertEquals(Set.of("good.png", limit.getFileName().toString()), heard.published.keySet());
    // the folder holds the large file once more
    assertEquals(3, totals.failed());
    assertEquals(3, totals.published());
  }

  @Test
  void whatTheTopicRefusesFailsAlone() throws Exception {
    Path large = TestImages.write(folder, "a-large.png", new byte[200_000]);
    // too large only with its key and headers: the brokers have to tell
    Path barely = TestImages.write(folder, "b-barely.png", new byte[99_900]);
    TestImages.write(folder, "c-small.png", TestImages.encoded("png"));
    PublishSettings settings = to(Broker.topic(1, Map.of("max.message.bytes", "100000")));

    PublishTotals totals = publish(settings, Broker.client());

    assertEquals(Set.of("c-small.png"), heard.published.keySet());
    assertTrue(
        heard.failed.get(large.toString()).startsWith("has 200,000 bytes, and the topic"),
        heard.failed.toString());
    assertTrue(
        heard.failed.get(barely.toString()).contains("raise max.message.bytes of topic"),
        heard.failed.toString());
    assertEquals(2, totals.failed());
    assertEquals(List.of(), heard.stopped);
  }

  @Test
  void whatFitsCompressedIsSent() throws Exception {
    TestImages.write(folder, "zeros", new byte[200_000]);
    PublishSettings settings = to(Broker.topic(1, Map.of("max.message.bytes", "100000")));

    publish(settings, Map.of("bootstrap.servers", Broker.address(), "compression.type", "gzip"));

    assertEquals(Set.of("zeros"), heard.published.keySet());
  }

  @Test
  void whatTheUsersProducerPropertyRefusesFailsAlone() throws Exception {
    Path large = TestImages.write(folder, "a-large.png", new byte[200_000]);
    TestImages.write(folder, "b-small.png", TestImages.encoded("png"));
    PublishSettings settings = to(Broker.topic(1, Map.of()));

    publish(settings, Map.of("bootstrap.servers", Broker.address(), "max.request.size", "100000"));

    assertEquals(Set.of("b-small.png"), heard.published.keySet());
    assertTrue(
        heard.failed.get(large.toString()).contains("max.request.size"), heard.failed.toString());
  }

  @Test
  void moreThanTheBufferHoldsIsPublishedInOrder() throws Exception {
    for (int i = 0; i < 200; i++) {
      TestImages.write(folder, String.format("%03d", i), new byte[20_000]);
    }
    PublishSettings settings = to(Broker.topic(1, Map.of())).withMaxBytes(20_000);

    PublishTotals totals =
        publish(settings, Map.of("bootstrap.servers", Broker.address(), "buffer.memory", "100000"));

    assertEquals(200, totals.published());
    assertEquals(
        IntStream.range(0, 200).mapToObj(i -> String.format("%03d", i)).toList(),
        Broker.records(settings.topic()).stream().map(PublisherIT::key).toList());
  }

  @Test
  void stopReadsNoFurtherFileAndAccountsForThoseRead() throws Exception {
    Path image = TestImages.write(folder, "a", TestImages.encoded("png"));
    PublishSettings settings = to(Broker.topic(1, Map.of()));
    try (Publisher publisher = new Publisher(Broker.client(), settings, heard)) {
      Stream<ImageFile> endless =
          IntStream.iterate(1, i -> i + 1)
              .peek(
                  i -> {
                    if (i == 10) {
                      publisher.stop();
                    }
                  })
              .mapToObj(i -> ImageFile.of("key-" + i, image));

      PublishTotals totals = publisher.publish(endless);

      assertEquals(totals.published(), Broker.records(settings.topic()).size());
      assertTrue(totals.published() >= 9 && totals.published() <= 10, totals.toString());
    }
  }

  @Test
  void aBrokerThatGoesAwayStopsTheRunAndNothingIsCountedTwice() throws Exception {
    Path image = TestImages.write(folder, "a", TestImages.encoded("png"));
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
      try (Publisher publisher = new Publisher(impatient, to("images"), heard)) {
        totals = publisher.publish(endless);
      }

      assertEquals(1, heard.stopped.size(), heard.stopped.toString());
      assertTrue(heard.stopped.get(0).startsWith("No broker answers at"), heard.stopped.toString());
      assertTrue(totals.failed() > 0, totals.toString());
      assertEquals(read.get(), totals.published() + totals.failed());
    }
  }

  @Test
  void anUnreadableFolderIsNamed() throws IOException, InterruptedException {
    Path gone = folder.resolve("missing-folder");
    PublishSettings settings = to(Broker.topic(1, Map.of()));

    try (Publisher publisher = new Publisher(Broker.client(), settings, heard)) {
      assertEquals(1, publisher.publish(gone).failed());
    }

    assertEquals(Set.of(gone.toString()), heard.failed.keySet());
  }

  @Test
  void aMissingTopicIsToldBeforeAnythingIsRead() {
    UserError error =
        assertThrows(
            UserError.class, () -> new Publisher(Broker.client(), to("no-such-topic"), heard));

    assertTrue(
        error.getMessage().startsWith("The topic 'no-such-topic' does not exist at "),
        error.getMessage());
    assertTrue(error.getMessage().contains("--create-topics"), error.getMessage());
  }

  @Test
  void anAbsentBrokerIsToldWithinTheTimeout() {
    PublishSettings settings = to("images").withTimeout(Duration.ofSeconds(1));

    UserError error =
        assertThrows(
            UserError.class,
            () -> new Publisher(Map.of("bootstrap.servers", "localhost:1"), settings, heard));

    assertEquals(
        "No broker answers at localhost:1: check that it runs, the address, and"
            + " security.protocol.",
        error.getMessage());
  }

  @Test
  void aWeakerGuaranteeIsRefused() {
    for (Map<String, String> weaker :
        List.of(Map.of("acks", "1"), Map.of("enable.idempotence", "false"), Map.of("acks", "0"))) {
      Map<String, String> client = new LinkedHashMap<>(weaker);
      client.put("bootstrap.servers", "localhost:1");
      UserError error =
          assertThrows(UserError.class, () -> new Publisher(client, to("images"), heard));
      assertTrue(error.getMessage().contains("could lose or double images"), error.getMessage());
    }
    assertFalse(heard.published.containsKey("x"));
  }

  private static PublishSettings to(String topic) {
    return PublishSettings.newRun().withTopic(topic);
  }

  private PublishTotals publish(PublishSettings settings, Map<String, String> client)
      throws InterruptedException {
    try (Publisher publisher = new Publisher(client, settings, heard)) {
      return publisher.publish(folder);
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
