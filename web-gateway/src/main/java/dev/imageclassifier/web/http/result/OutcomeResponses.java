package dev.imageclassifier.web.http.result;

import dev.imageclassifier.kafka.CommittedOutcome;
import dev.imageclassifier.kafka.ResultSerializer;
import dev.imageclassifier.web.http.exchange.Exchange;
import dev.imageclassifier.web.http.problem.Problem;
import java.util.UUID;

/** Sends an outcome as the response: the result, or a problem. Thread-safe. */
public final class OutcomeResponses {
  private static final int OK = 200;

  private final ResultSerializer serializer = new ResultSerializer();

  public void send(Exchange exchange, UUID id, CommittedOutcome outcome, TopK topK) {
    if (outcome instanceof CommittedOutcome.Labelled labelled) {
      exchange.respondJson(OK, serializer.serialize("", topK.limit(labelled.result())));
    } else if (outcome instanceof CommittedOutcome.DeadLettered deadLettered) {
      exchange.respond(Problem.deadLetter(id, deadLettered.deadLetter()));
    } else {
      CommittedOutcome.Unreadable unreadable = (CommittedOutcome.Unreadable) outcome;
      exchange.respond(Problem.unreadableResult(id, unreadable.position()));
    }
  }
}
