package dev.imageclassifier.ingest.run;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.DeadLetter;
import dev.imageclassifier.kafka.DeadLetterHeaders;
import dev.imageclassifier.contract.HeaderNames;
import dev.imageclassifier.kafka.ResultDeserializer;
import dev.imageclassifier.kafka.TextHeaders;
import dev.imageclassifier.ingest.journal.OutcomeStore;
import dev.imageclassifier.ingest.journal.StoredOutcome;
import dev.imageclassifier.ingest.outcomes.RecordReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Writes what became of a run's records into its journal, from one topic. One thread. */
final class OutcomeRecorder implements RecordReader {
  private final ResultDeserializer deserializer = new ResultDeserializer();
  private final OutcomeStore log;
  private final String run;
  private final String inputTopic;
  private final String topic;
  private final boolean deadLetters;
  private final AtomicLong counter;
  private final List<StoredOutcome> outcomes = new ArrayList<>();
  private final Map<Integer, Long> next = new HashMap<>();

  /**
   * @param inputTopic the topic that the images were sent to
   * @param topic the topic that is read
   * @param deadLetters whether that is the dead-letter topic
   * @param counter counts outcomes of this run
   */
  OutcomeRecorder(
      OutcomeStore log,
      String run,
      String inputTopic,
      String topic,
      boolean deadLetters,
      AtomicLong counter) {
    this.log = log;
    this.run = run;
    this.inputTopic = inputTopic;
    this.topic = topic;
    this.deadLetters = deadLetters;
    this.counter = counter;
  }

  @Override
  public boolean read(ConsumerRecord<byte[], byte[]> record) {
    next.put(record.partition(), record.offset() + 1);
    if (TextHeaders.find(record.headers(), HeaderNames.INGEST_RUN)
        .filter(run::equals)
        .isPresent()) {
      try {
        if (deadLetters) {
          deadLetter(record);
        } else {
          result(record);
        }
      } catch (IllegalArgumentException | SerializationException e) {
        // not written by the classifier; 'ingest results' and 'dead-letters list' tell of it
      }
    }
    return true;
  }

  @Override
  public void polled() {
    if (!next.isEmpty()) {
      log.add(outcomes, topic, next);
      counter.addAndGet(outcomes.size());
      outcomes.clear();
      next.clear();
    }
  }

  private void deadLetter(ConsumerRecord<byte[], byte[]> record) {
    DeadLetter deadLetter = DeadLetterHeaders.read(record.headers());
    if (deadLetter.source().topic().equals(inputTopic)) {
      outcomes.add(
          StoredOutcome.deadLettered(
                  deadLetter.source().partition(),
                  deadLetter.source().offset(),
                  key(record),
                  deadLetter.reason(),
                  deadLetter.stage(),
                  deadLetter.detail())
              .redriven(DeadLetterHeaders.redriveCount(record.headers())));
    }
  }

  private void result(ConsumerRecord<byte[], byte[]> record) {
    ClassificationResult result = deserializer.deserialize(record.topic(), record.value());
    if (result != null && result.source().topic().equals(inputTopic)) {
      outcomes.add(
          StoredOutcome.labelled(
                  result.source().partition(),
                  result.source().offset(),
                  key(record),
                  result.best().label(),
                  result.best().score(),
                  new String(record.value(), StandardCharsets.UTF_8))
              .redriven(DeadLetterHeaders.redriveCount(record.headers())));
    }
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
  }
}
