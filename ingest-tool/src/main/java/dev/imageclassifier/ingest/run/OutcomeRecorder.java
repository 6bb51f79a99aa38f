package dev.imageclassifier.ingest.run;

import dev.imageclassifier.contract.ClassificationResult.Prediction;
import dev.imageclassifier.contract.DeadLetter;
import dev.imageclassifier.contract.HeaderNames;
import dev.imageclassifier.contract.RecordPosition;
import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.ingest.journal.OutcomeStore;
import dev.imageclassifier.ingest.journal.StoredOutcome;
import dev.imageclassifier.ingest.outcomes.RecordHandler;
import dev.imageclassifier.kafka.CommittedOutcome;
import dev.imageclassifier.kafka.DeadLetterHeaders;
import dev.imageclassifier.kafka.TextHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Stores the outcomes of a run that are read from one topic. Not thread-safe. */
final class OutcomeRecorder implements RecordHandler {
  private final OutcomeStore store;
  private final String run;
  private final TopicNames topics;
  private final String topic;
  private final Consumer<StoredOutcome> listener;
  private final List<StoredOutcome> outcomes = new ArrayList<>();
  private final Map<Integer, Long> nextOffsets = new HashMap<>();

  /**
   * @param run id of the run
   * @param topic the topic that is read
   * @param listener receives each outcome after it was stored
   */
  OutcomeRecorder(
      OutcomeStore store,
      String run,
      TopicNames topics,
      String topic,
      Consumer<StoredOutcome> listener) {
    this.store = store;
    this.run = run;
    this.topics = topics;
    this.topic = topic;
    this.listener = listener;
  }

  @Override
  public boolean handle(ConsumerRecord<byte[], byte[]> record) {
    nextOffsets.put(record.partition(), record.offset() + 1);
    if (TextHeaders.find(record.headers(), HeaderNames.INGEST_RUN)
        .filter(run::equals)
        .isPresent()) {
      CommittedOutcome outcome = CommittedOutcome.read(record, topics);
      outcome
          .source()
          .filter(source -> source.topic().equals(topics.images()))
          .flatMap(source -> stored(record, outcome, source))
          .ifPresent(outcomes::add);
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

  /** Empty for a record that the classifier did not write; other commands report such records. */
  private static Optional<StoredOutcome> stored(
      ConsumerRecord<byte[], byte[]> record, CommittedOutcome outcome, RecordPosition source) {
    try {
      int redrives = DeadLetterHeaders.redriveCount(record.headers());
      return Optional.of(
          stored(record, outcome).at(source.partition(), source.offset()).afterRedrives(redrives));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static StoredOutcome stored(
      ConsumerRecord<byte[], byte[]> record, CommittedOutcome outcome) {
    if (outcome instanceof CommittedOutcome.Labelled labelled) {
      Prediction best = labelled.result().best();
      String json = new String(record.value(), StandardCharsets.UTF_8);
      return StoredOutcome.labelled(labelled.key(), best.label(), best.score(), json);
    }
    DeadLetter deadLetter = ((CommittedOutcome.DeadLettered) outcome).deadLetter();
    return StoredOutcome.deadLettered(
        outcome.key(), deadLetter.reason(), deadLetter.stage(), deadLetter.detail());
  }
}
