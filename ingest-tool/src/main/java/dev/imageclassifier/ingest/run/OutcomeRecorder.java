package dev.imageclassifier.ingest.run;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.DeadLetter;
import dev.imageclassifier.contract.HeaderNames;
import dev.imageclassifier.ingest.journal.OutcomeStore;
import dev.imageclassifier.ingest.journal.RunInfo;
import dev.imageclassifier.ingest.journal.StoredOutcome;
import dev.imageclassifier.ingest.outcomes.RecordReader;
import dev.imageclassifier.kafka.DeadLetterHeaders;
import dev.imageclassifier.kafka.ResultDeserializer;
import dev.imageclassifier.kafka.TextHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Stores the outcomes of a run that are read from one topic. For one thread. */
final class OutcomeRecorder implements RecordReader {
  private final ResultDeserializer deserializer = new ResultDeserializer();
  private final OutcomeStore store;
  private final RunInfo run;
  private final String topic;
  private final boolean deadLetters;
  private final Consumer<StoredOutcome> listener;
  private final List<StoredOutcome> outcomes = new ArrayList<>();
  private final Map<Integer, Long> nextOffsets = new HashMap<>();

  /**
   * @param topic the topic that is read
   * @param deadLetters whether it is the dead-letter topic
   * @param listener receives each outcome after it was stored
   */
  OutcomeRecorder(
      OutcomeStore store,
      RunInfo run,
      String topic,
      boolean deadLetters,
      Consumer<StoredOutcome> listener) {
    this.store = store;
    this.run = run;
    this.topic = topic;
    this.deadLetters = deadLetters;
    this.listener = listener;
  }

  @Override
  public boolean read(ConsumerRecord<byte[], byte[]> record) {
    nextOffsets.put(record.partition(), record.offset() + 1);
    if (TextHeaders.find(record.headers(), HeaderNames.INGEST_RUN)
        .filter(run.id()::equals)
        .isPresent()) {
      try {
        if (deadLetters) {
          addDeadLetter(record);
        } else {
          addResult(record);
        }
      } catch (IllegalArgumentException | SerializationException e) {
        // not written by the classifier; 'results' and 'dead-letters list' report such records
      }
    }
    return true;
  }

  @Override
  public void polled() {
    if (!nextOffsets.isEmpty()) {
      store.add(outcomes, topic, nextOffsets);
      outcomes.forEach(listener);
      outcomes.clear();
      nextOffsets.clear();
    }
  }

  private void addDeadLetter(ConsumerRecord<byte[], byte[]> record) {
    DeadLetter deadLetter = DeadLetterHeaders.read(record.headers());
    if (deadLetter.source().topic().equals(run.topic())) {
      add(
          record,
          StoredOutcome.deadLettered(
                  key(record), deadLetter.reason(), deadLetter.stage(), deadLetter.detail())
              .at(deadLetter.source().partition(), deadLetter.source().offset()));
    }
  }

  private void addResult(ConsumerRecord<byte[], byte[]> record) {
    ClassificationResult result = deserializer.deserialize(record.topic(), record.value());
    if (result != null && result.source().topic().equals(run.topic())) {
      add(
          record,
          StoredOutcome.labelled(
                  key(record),
                  result.best().label(),
                  result.best().score(),
                  new String(record.value(), StandardCharsets.UTF_8))
              .at(result.source().partition(), result.source().offset()));
    }
  }

  private void add(ConsumerRecord<byte[], byte[]> record, StoredOutcome outcome) {
    outcomes.add(outcome.afterRedrives(DeadLetterHeaders.redriveCount(record.headers())));
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
  }
}
