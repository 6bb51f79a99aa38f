package dev.imageclassifier.topology.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.imageclassifier.embedded.BrokerSettings;
import dev.imageclassifier.embedded.EmbeddedKafka;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Publishes pictures, lets something die again and again while they are classified, and checks that
 * each picture has its outcome: none missing, none twice under exactly-once, in order, and no
 * transaction left open.
 */
final class CrashScenario implements AutoCloseable {
  static final int PICTURES = 3_000;
  private static final int PARTITIONS = 4;

  /**
   * Longest time without any progress: a dead member and its transaction are gone in about 10 s.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final EmbeddedKafka broker;
  private final Path directory;
  private final Guarantee guarantee;
  private final CrashChild.Design design;
  private final Random random;
  private final long seed = System.nanoTime();
  private final List<Child> children = new ArrayList<>();
  private final List<TopicPartition> outputs = new ArrayList<>();
  private final Set<String> keys = new LinkedHashSet<>();
  private final Ledger progress;
  private int started;

  CrashScenario(Path directory, Guarantee guarantee, CrashChild.Design design) throws Exception {
    this.directory = directory;
    this.guarantee = guarantee;
    this.design = design;
    this.random = new Random(seed);
    this.broker =
        EmbeddedKafka.start(
            BrokerSettings.DEFAULTS
                .withProperty("group.min.session.timeout.ms", "1000")
                .withProperty(
                    "transaction.abort.timed.out.transaction.cleanup.interval.ms", "500"));
    createTopics();
    this.progress = new Ledger(broker.bootstrapServers(), "read_uncommitted", outputs);
    publish();
  }

  private void createTopics() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      List<NewTopic> topics = new ArrayList<>();
      for (String name :
          List.of(
              CrashChild.TOPICS.images(),
              CrashChild.TOPICS.labels(),
              CrashChild.TOPICS.deadLetters())) {
        topics.add(new NewTopic(name, PARTITIONS, (short) 1));
      }
      admin.createTopics(topics).all().get();
      TopicWait.untilLeadersAreKnown(admin, topics.stream().map(NewTopic::name).toList());
    }
    for (int partition = 0; partition < PARTITIONS; partition++) {
      outputs.add(new TopicPartition(CrashChild.TOPICS.labels(), partition));
      outputs.add(new TopicPartition(CrashChild.TOPICS.deadLetters(), partition));
    }
  }

  private void publish() throws Exception {
    List<ProducerRecord<byte[], byte[]>> pictures = new ArrayList<>();
    for (int number = 0; number < PICTURES; number++) {
      String key = Integer.toString(number);
      String value = (number % 20 == 7 ? "bad " : "picture ") + key;
      keys.add(key);
      pictures.add(
          new ProducerRecord<>(
              CrashChild.TOPICS.images(),
              number % PARTITIONS,
              key.getBytes(StandardCharsets.UTF_8),
              value.getBytes(StandardCharsets.UTF_8)));
    }
    Sending.send(broker.bootstrapServers(), pictures);
  }

  Child startInstance() {
    Child child =
        Child.start(
            directory,
            "instance-" + started++,
            broker.bootstrapServers(),
            guarantee.name(),
            design.name(),
            directory.resolve("state").toString());
    children.add(child);
    return child;
  }

  Child anyInstance() {
    return children.get(random.nextInt(children.size()));
  }

  void replace(Child dead) {
    children.remove(dead);
    startInstance();
  }

  void remove(Child gone) {
    children.remove(gone);
  }

  void restartBroker() {
    broker.restart();
  }

  /** Waits for a moment within this part of the work, of parts that are equally long. */
  void awaitPart(int part, int parts) {
    int width = PICTURES / parts;
    awaitOutcomes(width * part + random.nextInt(Math.max(1, width / 2)));
  }

  private void awaitOutcomes(int count) {
    long lastProgress = System.nanoTime();
    while (progress.distinct() < count) {
      int before = progress.distinct();
      progress.poll();
      if (progress.distinct() > before) {
        lastProgress = System.nanoTime();
      }
      if (System.nanoTime() - lastProgress > PATIENCE.toNanos()) {
        fail(
            "stuck at "
                + progress.distinct()
                + " of "
                + count
                + " outcomes for "
                + PATIENCE.toSeconds()
                + " s (seed "
                + seed
                + "); the last instance said:\n"
                + (children.isEmpty() ? "" : children.get(children.size() - 1).log()));
      }
    }
  }

  /** Waits for the end of the work and checks the promise. */
  void check() {
    awaitOutcomes(PICTURES);
    children.forEach(Child::terminate);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (Ledger.transactionsOpen(broker.bootstrapServers(), outputs)) {
      if (System.nanoTime() > deadline) {
        fail("a transaction hangs (seed " + seed + ")");
      }
    }
    String isolation =
        guarantee == Guarantee.EXACTLY_ONCE_V2 ? "read_committed" : "read_uncommitted";
    try (Ledger all = new Ledger(broker.bootstrapServers(), isolation, outputs)) {
      long quiet = System.nanoTime();
      int seen = 0;
      while (System.nanoTime() - quiet < Duration.ofSeconds(2).toNanos()) {
        all.poll();
        if (all.distinct() > seen) {
          seen = all.distinct();
          quiet = System.nanoTime();
        }
      }
      assertEquals(Set.of(), all.missing(keys), "missing (seed " + seed + ")");
      assertEquals(PICTURES, all.distinct());
      if (guarantee == Guarantee.EXACTLY_ONCE_V2) {
        assertEquals(0, all.duplicates(), "duplicates (seed " + seed + ")");
      }
      assertTrue(all.inOrder(), "order within a partition (seed " + seed + ")");
    }
    assertFalse(Ledger.transactionsOpen(broker.bootstrapServers(), outputs));
  }

  @Override
  public void close() {
    children.forEach(Child::close);
    progress.close();
    broker.close();
  }
}
