package dev.imageclassifier.ingest.redrive;

import dev.imageclassifier.contract.DeadLetter;
import dev.imageclassifier.contract.HeaderNames;
import dev.imageclassifier.contract.RecordPosition;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.ingest.journal.RedriveJournal;
import dev.imageclassifier.ingest.journal.RedriveJournal.Redrive;
import dev.imageclassifier.ingest.outcomes.DeadLetterFilter;
import dev.imageclassifier.ingest.outcomes.Follower;
import dev.imageclassifier.ingest.outcomes.RecordHandler;
import dev.imageclassifier.ingest.outcomes.RecordText;
import dev.imageclassifier.ingest.outcomes.TopicRange;
import dev.imageclassifier.kafka.DeadLetterHeaders;
import dev.imageclassifier.kafka.TextHeaders;
import dev.imageclassifier.kafka.TopicInspector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Sends dead letters to their input topic again, one batch per transaction. Not thread-safe. */
public final class Redriver {
  /** Header with the position of the dead letter that a record was created from. */
  static final String REDRIVE_FROM = "redrive.from";

  private static final int MAX_BATCH_RECORDS = 200;
  private static final long MAX_BATCH_BYTES = 16L * 1024 * 1024;

  private final Map<String, ?> client;
  private final RedriveSettings settings;
  private final RedriveJournal journal;
  private final Consumer<String> problems;
  private final String topicId;
  private final List<Redrive> redrives = new ArrayList<>();
  private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
  private Optional<RedriveProducer> producer = Optional.empty();
  private long batchBytes;
  private long sent;
  private long skipped;
  private long failed;
  private long bytes;

  /**
   * Checks that the topic exists.
   *
   * @param problems receives a sentence for each dead letter that cannot be sent
   */
  public Redriver(
      Map<String, ?> client,
      RedriveSettings settings,
      RedriveJournal journal,
      Consumer<String> problems)
      throws InterruptedException {
    this.client = client;
    this.settings = settings;
    this.journal = journal;
    this.problems = problems;
    this.topicId = new TopicInspector(client, settings.timeout()).require(settings.topic()).id();
  }

  /** Sends the existing dead letters that match the filter. */
  public RedriveTotals redrive(DeadLetterFilter filter) throws InterruptedException {
    TopicRange all = TopicRange.existing(settings.topic(), settings.timeout());
    try (Follower follower = new Follower(client, all)) {
      if (!settings.dryRun()) {
        producer = Optional.of(new RedriveProducer(client, settings.topic()));
        new RedriveRecovery(client, settings, journal).recover(topicId);
      }
      follower.follow(() -> {}, filter.before(new Handler()));
      flush();
    } finally {
      producer.ifPresent(RedriveProducer::close);
    }
    return new RedriveTotals(sent, skipped, failed, bytes);
  }

  private final class Handler implements RecordHandler {
    @Override
    public boolean handle(ConsumerRecord<byte[], byte[]> record) {
      process(record);
      return sent + records.size() < settings.max();
    }

    @Override
    public void polled() {
      flush();
    }
  }

  private void process(ConsumerRecord<byte[], byte[]> record) {
    if (journal.contains(topicId, record.partition(), record.offset())) {
      skipped++;
      return;
    }
    try {
      DeadLetter deadLetter = DeadLetterHeaders.read(record.headers());
      int count = DeadLetterHeaders.redriveCount(record.headers());
      if (count >= settings.loopLimit()) {
        fail(record, "it was already redriven %d times (--loop-limit)".formatted(count));
      } else if (record.headers().lastHeader(HeaderNames.ERROR_VALUE_OMITTED) != null) {
        fail(record, "its image was too large for the dead-letter topic and was omitted");
      } else {
        String target = settings.target() == null ? deadLetter.source().topic() : settings.target();
        add(record, target, count + 1);
      }
    } catch (IllegalArgumentException e) {
      fail(record, "it is not a dead letter of the classifier: " + ErrorText.reason(e));
    }
  }

  private void fail(ConsumerRecord<byte[], byte[]> record, String reason) {
    failed++;
    problems.accept(
        "The record %s was not redriven: %s.".formatted(RecordText.position(record), reason));
  }

  private void add(ConsumerRecord<byte[], byte[]> record, String target, int count) {
    Headers headers = new RecordHeaders(record.headers().toArray());
    DeadLetterHeaders.clear(headers);
    TextHeaders.set(headers, HeaderNames.REDRIVE_COUNT, Integer.toString(count));
    TextHeaders.set(headers, REDRIVE_FROM, from(topicId, record.partition(), record.offset()));
    redrives.add(
        new Redrive(
            topicId, record.partition(), record.offset(), target, System.currentTimeMillis()));
    records.add(new ProducerRecord<>(target, null, null, record.key(), record.value(), headers));
    batchBytes += record.value() == null ? 0 : record.value().length;
    if (records.size() >= MAX_BATCH_RECORDS || batchBytes >= MAX_BATCH_BYTES) {
      flush();
    }
  }

  private void flush() {
    if (records.isEmpty()) {
      return;
    }
    producer.ifPresent(
        open -> {
          journal.start(redrives);
          open.send(records, () -> journal.abort(redrives));
          journal.commit(redrives);
        });
    sent += records.size();
    bytes += batchBytes;
    redrives.clear();
    records.clear();
    batchBytes = 0;
  }

  /** The value of {@link #REDRIVE_FROM} for a dead letter. */
  static String from(String topicId, int partition, long offset) {
    return new RecordPosition(topicId, partition, offset).toString();
  }
}
