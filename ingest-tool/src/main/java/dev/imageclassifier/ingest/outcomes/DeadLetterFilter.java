package dev.imageclassifier.ingest.outcomes;

import dev.imageclassifier.contract.HeaderNames;
import dev.imageclassifier.kafka.TextHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Which dead letters are meant; what is empty leaves nothing out.
 *
 * @param reasons one of these reason codes
 * @param since this time or later
 * @param until earlier than this time
 * @param run of this ingest run
 * @param keys one of these keys
 * @param place at this place in the dead-letter topic
 */
public record DeadLetterFilter(
    Set<String> reasons,
    Optional<Instant> since,
    Optional<Instant> until,
    Optional<String> run,
    Set<String> keys,
    Optional<At> place) {

  /**
   * A place in the dead-letter topic.
   *
   * @param partition its partition
   * @param offset its offset
   */
  public record At(int partition, long offset) {}

  /** Copies the sets. */
  public DeadLetterFilter {
    reasons = Set.copyOf(reasons);
    keys = Set.copyOf(keys);
  }

  /** Whether this one is meant. */
  public boolean matches(ConsumerRecord<byte[], byte[]> record) {
    Instant time = Instant.ofEpochMilli(record.timestamp());
    return since.filter(time::isBefore).isEmpty()
        && until.filter(end -> !time.isBefore(end)).isEmpty()
        && (reasons.isEmpty() || reason(record).filter(reasons::contains).isPresent())
        && (run.isEmpty() || run.equals(TextHeaders.find(record.headers(), HeaderNames.INGEST_RUN)))
        && (keys.isEmpty()
            || (record.key() != null
                && keys.contains(new String(record.key(), StandardCharsets.UTF_8))))
        && (place.isEmpty() || place.get().equals(new At(record.partition(), record.offset())));
  }

  /** Hands over only those that are meant. */
  public RecordReader before(RecordReader reader) {
    return new RecordReader() {
      @Override
      public boolean read(ConsumerRecord<byte[], byte[]> record) {
        return !matches(record) || reader.read(record);
      }

      @Override
      public void polled() {
        reader.polled();
      }
    };
  }

  private static Optional<String> reason(ConsumerRecord<byte[], byte[]> record) {
    return TextHeaders.find(record.headers(), HeaderNames.ERROR_REASON);
  }
}
