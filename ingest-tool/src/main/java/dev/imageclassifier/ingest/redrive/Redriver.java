package dev.imageclassifier.ingest.redrive;

import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.contract.DeadLetter;
import dev.imageclassifier.kafka.DeadLetterHeaders;
import dev.imageclassifier.contract.HeaderNames;
import dev.imageclassifier.kafka.TextHeaders;
import dev.imageclassifier.kafka.TopicInspector;
import dev.imageclassifier.ingest.journal.RedriveLog;
import dev.imageclassifier.ingest.journal.RedriveLog.Redrive;
import dev.imageclassifier.ingest.outcomes.DeadLetterFilter;
import dev.imageclassifier.ingest.outcomes.FollowSettings;
import dev.imageclassifier.ingest.outcomes.Follower;
import dev.imageclassifier.kafka.StartPosition;
import dev.imageclassifier.ingest.outcomes.RecordReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Sends dead letters again, a batch in each transaction. One thread. */
public final class Redriver {
  /** Which dead letter a record was made of; what a killed process sent is known by it. */
  static final String FROM = "redrive.from";

  private static final int MOST_RECORDS = 200;
  private static final long MOST_BYTES = 16L * 1024 * 1024;

  private final Map<String, ?> client;
  private final RedriveSettings settings;
  private final RedriveLog log;
  private final Consumer<String> problems;
  private final String topicId;
  private final List<Redrive> meant = new ArrayList<>();
  private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
  private Optional<RedriveProducer> producer = Optional.empty();
  private long batchBytes;
  private long sent;
  private long already;
  private long refused;
  private long bytes;

  /**
   * Checks that the topic is there.
   *
   * @param problems takes a sentence for each one that is not sent
   */
  public Redriver(
      Map<String, ?> client, RedriveSettings settings, RedriveLog log, Consumer<String> problems)
      throws InterruptedException {
    this.client = client;
    this.settings = settings;
    this.log = log;
    this.problems = problems;
    this.topicId = new TopicInspector(client, settings.timeout()).require(settings.topic()).id();
  }

  /** Sends those that are there now and are meant. */
  public RedriveTotals redrive(DeadLetterFilter filter) throws InterruptedException {
    FollowSettings all =
        FollowSettings.between(
            settings.topic(), StartPosition.beginning(), StartPosition.end(), settings.timeout());
    try (Follower follower = new Follower(client, all)) {
      if (!settings.dryRun()) {
        producer = Optional.of(new RedriveProducer(client, settings.topic()));
        new RedriveRecovery(client, settings, log).settle(topicId);
      }
      follower.follow(() -> {}, filter.before(new Taker()));
      flush();
    } finally {
      producer.ifPresent(RedriveProducer::close);
    }
    return new RedriveTotals(sent, already, refused, bytes);
  }

  private final class Taker implements RecordReader {
    @Override
    public boolean read(ConsumerRecord<byte[], byte[]> record) {
      take(record);
      return sent + records.size() < settings.max();
    }

    @Override
    public void polled() {
      flush();
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    if (log.knows(topicId, record.partition(), record.offset())) {
      already++;
      return;
    }
    try {
      DeadLetter deadLetter = DeadLetterHeaders.read(record.headers());
      int count = DeadLetterHeaders.redriveCount(record.headers());
      if (count >= settings.loopLimit()) {
        refuse(record, "was sent again " + count + " times already (--loop-limit)");
      } else if (record.headers().lastHeader(HeaderNames.ERROR_VALUE_OMITTED) != null) {
        refuse(record, "has no image: it was too large for the dead-letter topic");
      } else {
        add(record, settings.target().orElse(deadLetter.source().topic()), count + 1);
      }
    } catch (IllegalArgumentException e) {
      refuse(record, "is no dead letter of the classifier: " + ErrorText.reason(e));
    }
  }

  private void refuse(ConsumerRecord<byte[], byte[]> record, String why) {
    refused++;
    problems.accept(
        "The record "
            + record.topic()
            + "-"
            + record.partition()
            + "@"
            + record.offset()
            + " "
            + why
            + ", and stays.");
  }

  private void add(ConsumerRecord<byte[], byte[]> record, String target, int count) {
    Headers headers = new RecordHeaders(record.headers().toArray());
    DeadLetterHeaders.clear(headers);
    TextHeaders.set(headers, HeaderNames.REDRIVE_COUNT, Integer.toString(count));
    TextHeaders.set(headers, FROM, from(topicId, record.partition(), record.offset()));
    meant.add(
        new Redrive(
            topicId, record.partition(), record.offset(), target, System.currentTimeMillis()));
    records.add(new ProducerRecord<>(target, null, null, record.key(), record.value(), headers));
    batchBytes += record.value() == null ? 0 : record.value().length;
    if (records.size() >= MOST_RECORDS || batchBytes >= MOST_BYTES) {
      flush();
    }
  }

  private void flush() {
    if (records.isEmpty()) {
      return;
    }
    producer.ifPresent(
        open -> {
          log.mean(meant);
          open.send(records, () -> log.forget(meant));
          log.done(meant);
        });
    sent += records.size();
    bytes += batchBytes;
    meant.clear();
    records.clear();
    batchBytes = 0;
  }

  static String from(String topicId, int partition, long offset) {
    return topicId + "-" + partition + "@" + offset;
  }
}
