package dev.imageclassifier.web.http;

import dev.imageclassifier.web.desk.Desk;
import dev.imageclassifier.web.desk.Outcome;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** {@code GET /results/ID}: what became of a picture, as long as it is remembered. */
final class Results {
  static final String PREFIX = "/results/";

  private static final int ACCEPTED = 202;
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final Desk desk;
  private final OutcomeAnswers answers;

  Results(Desk desk, OutcomeAnswers answers) {
    this.desk = desk;
    this.answers = answers;
  }

  void get(Exchange exchange) {
    TopK topK;
    try {
      topK = TopK.of(exchange);
    } catch (BodySink.Refusal e) {
      exchange.problem(e.problem());
      return;
    }
    String text = exchange.path().substring(PREFIX.length());
    if (!ID.matcher(text).matches()) {
      exchange.problem(Problem.unknownPicture());
      return;
    }
    UUID id = UUID.fromString(text);
    boolean waits = desk.waitsFor(id); // first: it may settle between the two questions
    Optional<Outcome> outcome = desk.outcome(id);
    if (outcome.isPresent()) {
      answers.send(exchange, id, outcome.get(), topK);
    } else if (waits) {
      exchange.setHeader("Retry-After", "1");
      exchange.json(ACCEPTED, Json.bytes(Pending.of(id)));
    } else {
      exchange.problem(Problem.unknownPicture());
    }
  }
}
