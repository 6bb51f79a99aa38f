package dev.imageclassifier.web.http.result;

import dev.imageclassifier.web.http.exchange.Exchange;
import dev.imageclassifier.web.http.exchange.Json;
import dev.imageclassifier.web.http.problem.Problem;
import dev.imageclassifier.web.http.problem.ProblemException;
import dev.imageclassifier.web.pending.Outcome;
import dev.imageclassifier.web.pending.PendingRequests;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** {@code GET /results/ID}: what became of a picture, as long as it is remembered. */
public final class ResultEndpoint {
  public static final String PREFIX = "/results/";

  private static final int ACCEPTED = 202;
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final PendingRequests desk;
  private final OutcomeResponses answers;

  public ResultEndpoint(PendingRequests desk, OutcomeResponses answers) {
    this.desk = desk;
    this.answers = answers;
  }

  public void get(Exchange exchange) {
    TopK topK;
    try {
      topK = TopK.of(exchange);
    } catch (ProblemException e) {
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
      exchange.json(ACCEPTED, Json.bytes(PendingResponse.of(id)));
    } else {
      exchange.problem(Problem.unknownPicture());
    }
  }
}
