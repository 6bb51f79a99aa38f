package dev.imageclassifier.kafka;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.DeadLetter;
import dev.imageclassifier.contract.RecordPosition;
import dev.imageclassifier.contract.ResultJson;
import dev.imageclassifier.contract.TopicNames;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The outcome of one image as a consumer reads it from the results topic or the dead-letter topic.
 * Immutable.
 */
public sealed interface CommittedOutcome {
  /** Key of the record as text; empty where the record has no key. */
  String key();

  /** Position of the image's record on the input topic; empty where it cannot be read. */
  Optional<RecordPosition> source();

  /** A result. */
  record Labelled(String key, ClassificationResult result) implements CommittedOutcome {
    @Override
    public Optional<RecordPosition> source() {
      ClassificationResult.Source source = result.source();
      return Optional.of(new RecordPosition(source.topic(), source.partition(), source.offset()));
    }
  }

  /** A dead letter. */
  record DeadLettered(String key, DeadLetter deadLetter) implements CommittedOutcome {
    @Override
    public Optional<RecordPosition> source() {
      return Optional.of(deadLetter.source());
    }
  }

  /**
   * A record that is neither a valid result nor a valid dead letter. The classifier did not write
   * it.
   *
   * @param position position of the record
   * @param detail one sentence with the position and the error; it may quote the record
   */
  record Unreadable(String key, RecordPosition position, String detail)
      implements CommittedOutcome {
    @Override
    public Optional<RecordPosition> source() {
      return Optional.empty();
    }
  }

  /** Reads a record of one of the two output topics. Never throws for invalid content. */
  static CommittedOutcome read(ConsumerRecord<byte[], byte[]> record, TopicNames topics) {
    String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    try {
      if (record.topic().equals(topics.deadLetters())) {
        return new DeadLettered(key, DeadLetterHeaders.read(record.headers()));
      }
      if (record.value() == null) {
        return new Unreadable(
            key, position(record), "The record at %s has no value.".formatted(position(record)));
      }
      return new Labelled(key, ResultJson.read(record.value()));
    } catch (IllegalArgumentException e) {
      return new Unreadable(
          key,
          position(record),
          "Cannot read the record at %s: %s".formatted(position(record), e.getMessage()));
    }
  }

  private static RecordPosition position(ConsumerRecord<?, ?> record) {
    return new RecordPosition(record.topic(), record.partition(), record.offset());
  }
}
