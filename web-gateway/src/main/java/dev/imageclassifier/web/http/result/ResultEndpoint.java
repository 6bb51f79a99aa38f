package dev.imageclassifier.web.http.result;

import dev.imageclassifier.kafka.CommittedOutcome;
import dev.imageclassifier.web.http.exchange.Endpoint;
import dev.imageclassifier.web.http.exchange.Exchange;
import dev.imageclassifier.web.http.exchange.Json;
import dev.imageclassifier.web.http.problem.Problem;
import dev.imageclassifier.web.http.problem.ProblemException;
import dev.imageclassifier.web.pending.PendingRequest;
import dev.imageclassifier.web.pending.PendingRequests;
import java.util.Optional;
import java.util.UUID;

/** {@code GET /results/ID}: the outcome of an image, as long as it is kept in memory. */
public final class ResultEndpoint implements Endpoint {
  /** The path of a result without its id. */
  public static final String PATH_PREFIX = "/results/";

  private static final int ACCEPTED = 202;

  private final PendingRequests requests;
  private final OutcomeResponses responses;

  public ResultEndpoint(PendingRequests requests, OutcomeResponses responses) {
    this.requests = requests;
    this.responses = responses;
  }

  @Override
  public void handle(Exchange exchange) {
    TopK topK;
    try {
      topK = TopK.of(exchange);
    } catch (ProblemException e) {
      exchange.respond(e.problem());
      return;
    }
    Optional<UUID> id = PendingRequest.parseId(exchange.path().substring(PATH_PREFIX.length()));
    // before reading the outcome, which may arrive between the two calls
    boolean pending = id.filter(requests::isPending).isPresent();
    Optional<CommittedOutcome> outcome = id.flatMap(requests::outcome);
    if (outcome.isPresent()) {
      responses.send(exchange, id.get(), outcome.get(), topK);
    } else if (pending) {
      exchange.setHeader("Retry-After", "1");
      exchange.respondJson(ACCEPTED, Json.bytes(PendingResponse.of(id.get())));
    } else {
      exchange.respond(Problem.unknownImage());
    }
  }
}
