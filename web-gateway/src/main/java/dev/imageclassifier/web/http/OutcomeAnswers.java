package dev.imageclassifier.web.http;

import dev.imageclassifier.contract.ResultSerializer;
import dev.imageclassifier.web.desk.Outcome;
import java.util.UUID;

/** Writes what became of a picture as an answer. */
final class OutcomeAnswers {
  private static final int OK = 200;

  private final ResultSerializer json = new ResultSerializer();

  void send(Exchange exchange, UUID id, Outcome outcome, TopK topK) {
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
