package dev.imageclassifier.ingest.outcomes;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.HeaderNames;
import dev.imageclassifier.kafka.TextHeaders;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Selects results. An empty component matches every result.
 *
 * @param run id of the ingest run
 * @param labels labels, one of which must have rank 1
 * @param minScore minimum score of the label with rank 1
 */
public record ResultFilter(Optional<String> run, Set<String> labels, double minScore) {
  /** Matches every result. */
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
