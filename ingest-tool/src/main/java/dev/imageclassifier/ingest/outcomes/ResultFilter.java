package dev.imageclassifier.ingest.outcomes;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.HeaderNames;
import dev.imageclassifier.kafka.TextHeaders;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Which results are meant; what is empty leaves nothing out.
 *
 * @param run of this ingest run
 * @param labels the best label is one of these
 * @param minScore the best label has this score or more
 */
public record ResultFilter(Optional<String> run, Set<String> labels, double minScore) {
  /** Leaves nothing out. */
  public static final ResultFilter ALL = new ResultFilter(Optional.empty(), Set.of(), 0);

  /** Copies the labels. */
  public ResultFilter {
    labels = Set.copyOf(labels);
  }

  boolean matches(ConsumerRecord<byte[], byte[]> record, ClassificationResult result) {
    return (run.isEmpty() || run.equals(TextHeaders.find(record.headers(), HeaderNames.INGEST_RUN)))
        && (labels.isEmpty() || labels.contains(result.best().label()))
        && result.best().score() >= minScore;
  }
}
