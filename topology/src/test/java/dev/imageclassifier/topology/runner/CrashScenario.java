package dev.imageclassifier.topology.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.imageclassifier.testkit.Await;
import dev.imageclassifier.testkit.ChildProcess;
import dev.imageclassifier.testkit.CommittedRecords;
import dev.imageclassifier.testkit.TestBroker;
import dev.imageclassifier.testkit.TestRecords;
import dev.imageclassifier.testkit.TestTopics;
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
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Publishes images and checks the outcomes after repeated crashes: each image has an outcome, with
 * exactly-once only one, the order is kept, and no transaction is open.
 */
final class CrashScenario implements AutoCloseable {
  static final int IMAGES = 3_000;
  private static final int PARTITIONS = 4;

  /** The maximum time without progress. A dead member and its transaction time out after 10 s. */
  private static final Duration STALL_TIMEOUT = Duration.ofMinutes(3);

  private static final Duration COMMIT_TIMEOUT = Duration.ofMinutes(30);

  private final TestBroker broker;
  private final Path directory;
  private final Guarantee guarantee;
  private final CrashTestMain.Design design;
  private final Random random;
  private final long seed = System.nanoTime();
  private final List<ChildProcess> children = new ArrayList<>();
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

  private void createTopics() {
    TestTopics.create(
        broker.bootstrapServers(), PARTITIONS, CrashTestMain.TOPICS.all().toArray(String[]::new));
    for (int partition = 0; partition < PARTITIONS; partition++) {
      outputs.add(new TopicPartition(CrashTestMain.TOPICS.labels(), partition));
      outputs.add(new TopicPartition(CrashTestMain.TOPICS.deadLetters(), partition));
    }
  }

  private void publish() throws Exception {
    List<ProducerRecord<byte[], byte[]>> images = new ArrayList<>();
    for (int number = 0; number < IMAGES; number++) {
      String key = Integer.toString(number);
      String value = (number % 20 == 7 ? "bad " : "image ") + key;
      keys.add(key);
      images.add(
          new ProducerRecord<>(
              CrashTestMain.TOPICS.images(),
              number % PARTITIONS,
              key.getBytes(StandardCharsets.UTF_8),
              value.getBytes(StandardCharsets.UTF_8)));
    }
    TestRecords.send(broker.bootstrapServers(), images);
  }

  ChildProcess startInstance() {
    ChildProcess child =
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

  ChildProcess anyInstance() {
    return children.get(random.nextInt(children.size()));
  }

  void replace(ChildProcess exited) {
    children.remove(exited);
    startInstance();
  }

  void remove(ChildProcess exited) {
    children.remove(exited);
  }

  void restartBroker() {
    broker.restart();
  }

  /**
   * Divides the work into equal parts and waits for a random time in the first half of one part.
   */
  void awaitPart(int part, int parts) {
    int width = IMAGES / parts;
    awaitOutcomes(width * part + random.nextInt(Math.max(1, width / 2)));
  }

  /** Counts outcomes of open transactions too, so that the next crash interrupts some. */
  private void awaitOutcomes(int count) {
    Stall stall = new Stall();
    while (progress.distinct() < count) {
      progress.poll();
      stall.check(progress.distinct(), count, "outcomes");
    }
  }

  /**
   * Waits for the end of the work and checks all outcomes. The work ends when the group has
   * committed all of its input, because an open transaction may still be aborted.
   */
  void check() throws Exception {
    awaitCommits();
    children.forEach(ChildProcess::terminate);
    Await.until(
        "no open transaction (seed %d)".formatted(seed),
        () ->
            !CommittedRecords.hasOpenTransactions(
                broker.bootstrapServers(),
                CrashTestMain.TOPICS.labels(),
                CrashTestMain.TOPICS.deadLetters()));
    String isolation =
        guarantee == Guarantee.EXACTLY_ONCE_V2 ? "read_committed" : "read_uncommitted";
    try (OutcomeLedger all = new OutcomeLedger(broker.bootstrapServers(), isolation, outputs)) {
      all.readToEnd();
      assertEquals(Set.of(), all.missing(keys), "missing (seed " + seed + ")");
      assertEquals(IMAGES, all.distinct());
      if (guarantee == Guarantee.EXACTLY_ONCE_V2) {
        assertEquals(0, all.duplicates(), "duplicates (seed " + seed + ")");
      }
      assertTrue(all.inOrder(), "order within a partition (seed " + seed + ")");
    }
  }

  private void awaitCommits() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      Stall stall = new Stall();
      Await.until(
          "the group has committed all input records",
          COMMIT_TIMEOUT,
          () -> {
            long committed = committed(admin);
            stall.check(committed, IMAGES, "committed inputs");
            return committed >= IMAGES;
          });
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

  /** Fails when a count does not change for {@link #STALL_TIMEOUT}. */
  private final class Stall {
    private long best;
    private long lastProgress = System.nanoTime();

    void check(long count, long expected, String what) {
      if (count > best) {
        best = count;
        lastProgress = System.nanoTime();
      }
      if (count < expected && System.nanoTime() - lastProgress > STALL_TIMEOUT.toNanos()) {
        fail(
            "stuck at %d of %d %s for %d s (seed %d); log of the last instance:%n%s"
                .formatted(
                    count,
                    expected,
                    what,
                    STALL_TIMEOUT.toSeconds(),
                    seed,
                    children.isEmpty() ? "" : children.get(children.size() - 1).log()));
      }
    }
  }

  @Override
  public void close() {
    children.forEach(ChildProcess::close);
    progress.close();
    broker.close();
  }
}
