package dev.imageclassifier.topology.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.imageclassifier.kafka.TopicLeaders;
import dev.imageclassifier.testkit.TestBroker;
import dev.imageclassifier.testkit.TestRecords;
import dev.imageclassifier.topology.settings.Guarantee;
import dev.imageclassifier.topology.support.CrashTestMain;
import dev.imageclassifier.topology.support.TestProcess;
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
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final TestBroker broker;
  private final Path directory;
  private final Guarantee guarantee;
  private final CrashTestMain.Design design;
  private final Random random;
  private final long seed = System.nanoTime();
  private final List<TestProcess> children = new ArrayList<>();
  private final List<TopicPartition> outputs = new ArrayList<>();
  private final Set<String> keys = new LinkedHashSet<>();
  private final OutcomeLedger progress;
  private int started;

  CrashScenario(Path directory, Guarantee guarantee, CrashTestMain.Design design) throws Exception {
    this.directory = directory;
    this.guarantee = guarantee;
    this.design = design;
    this.random = new Random(seed);
    this.broker =
        TestBroker.start(
            Map.of(
                "group.min.session.timeout.ms",
                "1000",
                "transaction.abort.timed.out.transaction.cleanup.interval.ms",
                "500"),
            TestBroker.Capability.RESTART);
    createTopics();
    this.progress = new OutcomeLedger(broker.bootstrapServers(), "read_uncommitted", outputs);
    publish();
  }

  private void createTopics() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      List<NewTopic> topics = new ArrayList<>();
      for (String name :
          List.of(
              CrashTestMain.TOPICS.images(),
              CrashTestMain.TOPICS.labels(),
              CrashTestMain.TOPICS.deadLetters())) {
        topics.add(new NewTopic(name, PARTITIONS, (short) 1));
      }
      admin.createTopics(topics).all().get();
      TopicLeaders.await(admin, topics.stream().map(NewTopic::name).toList());
    }
    for (int partition = 0; partition < PARTITIONS; partition++) {
      outputs.add(new TopicPartition(CrashTestMain.TOPICS.labels(), partition));
      outputs.add(new TopicPartition(CrashTestMain.TOPICS.deadLetters(), partition));
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
              CrashTestMain.TOPICS.images(),
              number % PARTITIONS,
              key.getBytes(StandardCharsets.UTF_8),
              value.getBytes(StandardCharsets.UTF_8)));
    }
    TestRecords.send(broker.bootstrapServers(), pictures);
  }

  TestProcess startInstance() {
    TestProcess child =
        TestProcess.start(
            directory,
            "instance-" + started++,
            broker.bootstrapServers(),
            guarantee.name(),
            design.name(),
            directory.resolve("state").toString());
    children.add(child);
    return child;
  }

  TestProcess anyInstance() {
    return children.get(random.nextInt(children.size()));
  }

  void replace(TestProcess dead) {
    children.remove(dead);
    startInstance();
  }

  void remove(TestProcess gone) {
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

  /** Outcomes in open transactions count: the next death shall find some. */
  private void awaitOutcomes(int count) {
    Stall stall = new Stall();
    while (progress.distinct() < count) {
      progress.poll();
      stall.check(progress.distinct(), count, "outcomes");
    }
  }

  /**
   * Waits for the end of the work and checks the promise. The end is where the group has committed
   * all of its input: an outcome that an open transaction wrote may still be taken back.
   */
  void check() throws Exception {
    awaitCommits();
    children.forEach(TestProcess::terminate);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (OutcomeLedger.transactionsOpen(broker.bootstrapServers(), outputs)) {
      if (System.nanoTime() > deadline) {
        fail("a transaction hangs (seed " + seed + ")");
      }
    }
    String isolation =
        guarantee == Guarantee.EXACTLY_ONCE_V2 ? "read_committed" : "read_uncommitted";
    try (OutcomeLedger all = new OutcomeLedger(broker.bootstrapServers(), isolation, outputs)) {
      all.readToTheEnd();
      assertEquals(Set.of(), all.missing(keys), "missing (seed " + seed + ")");
      assertEquals(PICTURES, all.distinct());
      if (guarantee == Guarantee.EXACTLY_ONCE_V2) {
        assertEquals(0, all.duplicates(), "duplicates (seed " + seed + ")");
      }
      assertTrue(all.inOrder(), "order within a partition (seed " + seed + ")");
    }
  }

  private void awaitCommits() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      Stall stall = new Stall();
      for (long committed = 0; committed < PICTURES; Thread.sleep(50)) {
        committed = committed(admin);
        stall.check(committed, PICTURES, "committed inputs");
      }
    }
  }

  private static long committed(Admin admin) throws Exception {
    return admin
        .listConsumerGroupOffsets(CrashTestMain.GROUP)
        .partitionsToOffsetAndMetadata()
        .get()
        .entrySet()
        .stream()
        .filter(entry -> entry.getKey().topic().equals(CrashTestMain.TOPICS.images()))
        .mapToLong(entry -> entry.getValue().offset())
        .sum();
  }

  /** Fails where a count stands still for longer than the patience. */
  private final class Stall {
    private long best;
    private long lastProgress = System.nanoTime();

    void check(long count, long wanted, String what) {
      if (count > best) {
        best = count;
        lastProgress = System.nanoTime();
      }
      if (count < wanted && System.nanoTime() - lastProgress > PATIENCE.toNanos()) {
        fail(
            "stuck at %d of %d %s for %d s (seed %d); the last instance said:%n%s"
                .formatted(
                    count,
                    wanted,
                    what,
                    PATIENCE.toSeconds(),
                    seed,
                    children.isEmpty() ? "" : children.get(children.size() - 1).log()));
      }
    }
  }

  @Override
  public void close() {
    children.forEach(TestProcess::close);
    progress.close();
    broker.close();
  }
}
