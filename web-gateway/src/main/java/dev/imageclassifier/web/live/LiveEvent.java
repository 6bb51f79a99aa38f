package dev.imageclassifier.web.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.kafka.CommittedOutcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * An outcome as {@code GET /events} sends it. Components that do not apply are null.
 *
 * @param outcome {@code labelled}, {@code dead_lettered} or {@code unreadable}
 * @param name the record key; null for images that were uploaded over HTTP, whose keys are secret
 * @param label the best label of a labelled image
 * @param score the probability of that label
 * @param model the name of the model
 * @param reason the reason of a dead letter
 * @param at when the outcome was read, ISO 8601
 * @param skipped the number of outcomes that were skipped before this one
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LiveEvent(
    String outcome,
    String name,
    String label,
    Double score,
    String model,
    String reason,
    String at,
    Long skipped) {
  private static final int MAX_NAME_LENGTH = 120;

  /** Describes {@code outcome}, with or without its key. */
  public static LiveEvent of(CommittedOutcome outcome, boolean withKey) {
    String name = withKey && !outcome.key().isEmpty() ? shorten(outcome.key()) : null;
    String at = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    if (outcome instanceof CommittedOutcome.Labelled labelled) {
      ClassificationResult result = labelled.result();
      ClassificationResult.Prediction best = result.best();
      String model = result.model().name();
      return new LiveEvent("labelled", name, best.label(), best.score(), model, null, at, null);
    }
    if (outcome instanceof CommittedOutcome.DeadLettered deadLettered) {
      String reason = deadLettered.deadLetter().reason();
      return new LiveEvent("dead_lettered", name, null, null, null, reason, at, null);
    }
    return new LiveEvent("unreadable", name, null, null, null, null, at, null);
  }

  /** Keeps the end of a long name, which identifies a file better than its start. */
  private static String shorten(String name) {
    if (name.length() <= MAX_NAME_LENGTH) {
      return name;
    }
    String end = name.substring(name.length() - MAX_NAME_LENGTH + 1);
    return "…" + (Character.isLowSurrogate(end.charAt(0)) ? end.substring(1) : end);
  }

  LiveEvent withSkipped(long count) {
    return count == 0 ? this : new LiveEvent(outcome, name, label, score, model, reason, at, count);
  }
}
