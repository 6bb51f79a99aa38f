package dev.imageclassifier.ingest.outcomes;

import dev.imageclassifier.contract.HeaderNames;
import dev.imageclassifier.kafka.TextHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Selects dead letters. An empty component matches every dead letter.
 *
 * @param reasons reason codes
 * @param since earliest time
 * @param until time before which the record was written
 * @param run id of the ingest run
 * @param keys record keys
 * @param position position in the dead-letter topic
 */
public record DeadLetterFilter(
    Set<String> reasons,
    Optional<Instant> since,
    Optional<Instant> until,
    Optional<String> run,
    Set<String> keys,
    Optional<Position> position) {

  /**
   * A position in the dead-letter topic.
   *
   * @param partition partition of the record
   * @param offset offset of the record
   */
  public record Position(int partition, long offset) {}

  /** Copies the sets. */
  public DeadLetterFilter {
    reasons = Set.copyOf(reasons);
    keys = Set.copyOf(keys);
  }

  /** Whether the record matches all components. */
  public boolean matches(ConsumerRecord<byte[], byte[]> record) {
    Instant time = Instant.ofEpochMilli(record.timestamp());
    return since.filter(time::isBefore).isEmpty()
        && until.filter(end -> !time.isBefore(end)).isEmpty()
        && (reasons.isEmpty() || reason(record).filter(reasons::contains).isPresent())
        && (run.isEmpty() || run.equals(TextHeaders.find(record.headers(), HeaderNames.INGEST_RUN)))
        && (keys.isEmpty()
            || (record.key() != null
                && keys.contains(new String(record.key(), StandardCharsets.UTF_8))))
        && (position.isEmpty()
            || position.get().equals(new Position(record.partition(), record.offset())));
  }

  /** Returns a handler that passes matching records to {@code handler}. */
  public RecordHandler before(RecordHandler handler) {
    return new RecordHandler() {
      @Override
      public boolean handle(ConsumerRecord<byte[], byte[]> record) {
        return !matches(record) || handler.handle(record);
      }

      @Override
      public void polled() {
        handler.polled();
      }
    };
  }

  private static Optional<String> reason(ConsumerRecord<byte[], byte[]> record) {
    return TextHeaders.find(record.headers(), HeaderNames.ERROR_REASON);
  }
}
