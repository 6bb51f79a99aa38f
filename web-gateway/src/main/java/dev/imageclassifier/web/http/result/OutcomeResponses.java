package dev.imageclassifier.web.http.result;

import dev.imageclassifier.kafka.ResultSerializer;
import dev.imageclassifier.web.http.exchange.Exchange;
import dev.imageclassifier.web.http.problem.Problem;
import dev.imageclassifier.web.pending.Outcome;
import java.util.UUID;

/** Writes what became of a picture as an answer. */
public final class OutcomeResponses {
  private static final int OK = 200;

  private final ResultSerializer json = new ResultSerializer();

  public void send(Exchange exchange, UUID id, Outcome outcome, TopK topK) {
    outcome.fold(
        labelled -> {
          exchange.json(OK, json.serialize("", topK.of(labelled.result())));
          return null;
        },
        dead -> {
          exchange.problem(Problem.deadLetter(id, dead.letter()));
          return null;
        },
        unreadable -> {
          exchange.problem(Problem.unreadable(id, unreadable.detail()));
          return null;
        });
  }
}
