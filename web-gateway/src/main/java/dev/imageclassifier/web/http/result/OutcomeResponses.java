package dev.imageclassifier.web.http.result;

import dev.imageclassifier.kafka.ResultSerializer;
import dev.imageclassifier.web.http.exchange.Exchange;
import dev.imageclassifier.web.http.problem.Problem;
import dev.imageclassifier.web.pending.Outcome;
import java.util.UUID;

/** Sends an outcome as the response: the result, or a problem. Thread-safe. */
public final class OutcomeResponses {
  private static final int OK = 200;

  private final ResultSerializer serializer = new ResultSerializer();

  public void send(Exchange exchange, UUID id, Outcome outcome, TopK topK) {
    if (outcome instanceof Outcome.Labelled labelled) {
      exchange.respondJson(OK, serializer.serialize("", topK.limit(labelled.result())));
    } else if (outcome instanceof Outcome.DeadLettered deadLettered) {
      exchange.respond(Problem.deadLetter(id, deadLettered.letter()));
    } else if (outcome instanceof Outcome.Unreadable unreadable) {
      exchange.respond(Problem.unreadableResult(id, unreadable.detail()));
    }
  }
}
