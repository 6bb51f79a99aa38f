package dev.imageclassifier.web.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.web.pending.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One outcome as those see it who look on.
 *
 * @param outcome {@code labelled}, {@code dead_lettered} or {@code unreadable}
 * @param name the picture's key; absent for pictures that came over HTTP, whose keys are secrets
 * @param label best label, of a labelled one
 * @param score its probability
 * @param model the model's name
 * @param reason why there is no label
 * @param at when it was read, ISO 8601
 * @param skipped outcomes left out before this one, because there were too many to show
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
  private static final int MAX_NAME = 120;

  /** What {@code outcome} looks like; {@code name} is null where it is not shown. */
  public static LiveEvent of(String name, Outcome outcome) {
    String shown = name == null || name.length() <= MAX_NAME ? name : "…" + tail(name);
    String at = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    return outcome.fold(
        labelled -> labelled(shown, labelled.result(), at),
        dead ->
            new LiveEvent(
                "dead_lettered", shown, null, null, null, dead.letter().reason(), at, null),
        unreadable -> new LiveEvent("unreadable", shown, null, null, null, null, at, null));
  }

  private static LiveEvent labelled(String name, ClassificationResult result, String at) {
    return new LiveEvent(
        "labelled",
        name,
        result.best().label(),
        result.best().score(),
        result.model().name(),
        null,
        at,
        null);
  }

  private static String tail(String name) {
    String tail = name.substring(name.length() - MAX_NAME + 1);
    return Character.isLowSurrogate(tail.charAt(0)) ? tail.substring(1) : tail;
  }

  public LiveEvent withSkipped(long count) {
    return count == 0 ? this : new LiveEvent(outcome, name, label, score, model, reason, at, count);
  }
}
