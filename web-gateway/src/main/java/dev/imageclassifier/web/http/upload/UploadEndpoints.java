package dev.imageclassifier.web.http.upload;

import dev.imageclassifier.web.http.exchange.Exchange;
import dev.imageclassifier.web.http.exchange.Json;
import dev.imageclassifier.web.http.problem.Problem;
import dev.imageclassifier.web.http.problem.ProblemException;
import dev.imageclassifier.web.http.result.OutcomeResponses;
import dev.imageclassifier.web.http.result.PendingResponse;
import dev.imageclassifier.web.http.result.TopK;
import dev.imageclassifier.web.metrics.GatewayMetrics;
import dev.imageclassifier.web.pending.PendingRequest;
import dev.imageclassifier.web.pending.PendingRequests;
import dev.imageclassifier.web.pending.SendException;
import dev.imageclassifier.web.pending.Unavailability;
import dev.imageclassifier.web.settings.HttpSettings;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /predict} and {@code POST /images}: a picture in, its outcome or its id out. So many
 * requests and so many bytes at once; who comes on top is told so at once.
 */
public final class UploadEndpoints {
  private static final Logger LOG = LoggerFactory.getLogger(UploadEndpoints.class);
  private static final int ACCEPTED = 202;

  private final HttpSettings settings;
  private final PendingRequests desk;
  private final Supplier<Optional<Unavailability>> obstacle;
  private final OutcomeResponses answers;
  private final Limit requests;
  private final Limit bytes;

  public UploadEndpoints(
      HttpSettings settings,
      PendingRequests desk,
      Supplier<Optional<Unavailability>> obstacle,
      OutcomeResponses answers,
      GatewayMetrics metrics) {
    this.settings = settings;
    this.desk = desk;
    this.obstacle = obstacle;
    this.answers = answers;
    this.requests = new Limit(settings.maxInFlight());
    this.bytes = new Limit(settings.maxBufferedBytes());
    metrics.gauge(
        "pictures.in.flight",
        "Requests with a picture that have no answer yet; no more than --max-in-flight.",
        requests::taken);
    metrics.bytes(
        "pictures.held", "Bytes of pictures that are not with the brokers yet.", bytes::taken);
    metrics.gauge(
        "pictures.awaited",
        "Pictures of this gateway whose outcome was not read yet, of the latest 10,000.",
        desk::waiting);
  }

  /** Answers when the pipeline has dealt with the picture. */
  public void predict(Exchange exchange) {
    TopK topK;
    BodyParser sink;
    try {
      topK = TopK.of(exchange);
      sink = admit(exchange);
    } catch (ProblemException e) {
      refuse(exchange, e);
      return;
    }
    receive(
        exchange,
        sink,
        ticket -> {
          UUID id = ticket.id();
          var unused =
              ticket
                  .outcome()
                  .thenAcceptAsync(
                      outcome -> answers.send(exchange, id, outcome, topK), exchange.executor());
          Problem late = Problem.timeout(id, settings.answerTimeout().toSeconds());
          Scheduler.Task timeout =
              exchange.later(settings.answerTimeout(), () -> exchange.problem(late));
          exchange.onEnd(timeout::cancel);
        });
  }

  /** Answers when the brokers have the picture. */
  public void images(Exchange exchange) {
    BodyParser sink;
    try {
      TopK.refuseQuery(exchange);
      sink = admit(exchange);
    } catch (ProblemException e) {
      refuse(exchange, e);
      return;
    }
    receive(
        exchange,
        sink,
        ticket -> {
          var unused =
              ticket
                  .acknowledged()
                  .thenAcceptAsync(done -> accepted(exchange, ticket.id()), exchange.executor());
        });
  }

  private static void accepted(Exchange exchange, UUID id) {
    exchange.setHeader("Location", PendingResponse.address(id));
    exchange.json(ACCEPTED, Json.bytes(PendingResponse.of(id)));
  }

  /** Looks at the head of the request; a body that is sure to be refused is not read. */
  private BodyParser admit(Exchange exchange) throws ProblemException {
    BodyParser sink = sink(exchange);
    if (exchange.request().getLength() > sink.maxBody()) {
      throw new ProblemException(Problem.tooLarge(sink.maxPicture()));
    }
    Optional<Unavailability> away = obstacle.get();
    if (away.isPresent()) {
      throw new ProblemException(Problem.unavailable(away.get()));
    }
    if (!requests.take(1)) {
      throw new ProblemException(Problem.tooManyRequests());
    }
    exchange.onEnd(() -> requests.giveBack(1));
    return sink;
  }

  private BodyParser sink(Exchange exchange) throws ProblemException {
    MediaType type = MediaType.of(exchange.header(HttpHeader.CONTENT_TYPE).orElse(""));
    if (type.isImage()) {
      return new RawBody(type.type(), settings.maxBytes());
    }
    if (!type.type().equals(MediaType.MULTIPART)) {
      throw new ProblemException(Problem.unsupportedMediaType());
    }
    if (type.boundary().isEmpty()) {
      throw new ProblemException(Problem.badRequest("The form's content type has no boundary."));
    }
    return new MultipartBody(type.boundary().get(), settings.maxBytes());
  }

  private void refuse(Exchange exchange, ProblemException refusal) {
    exchange.refuse(refusal.problem(), settings.maxBytes() + BodyReader.DRAIN_EXTRA);
  }

  private void receive(Exchange exchange, BodyParser sink, Consumer<PendingRequest> then) {
    new BodyReader(
            exchange,
            sink,
            bytes,
            settings.bodyTimeout(),
            (picture, taken) -> {
              exchange.mayTakeLong();
              PendingRequest ticket = desk.submit(picture);
              var unused =
                  ticket
                      .acknowledged()
                      .whenComplete(
                          (done, failure) -> {
                            bytes.giveBack(taken);
                            if (failure != null) {
                              exchange.problem(unsent(failure).withId(ticket.id()));
                            }
                          });
              then.accept(ticket);
            })
        .run();
  }

  private static Problem unsent(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    LOG.warn("a picture was not sent: {}", cause.getMessage());
    return cause instanceof SendException known && known.kind() == SendException.Kind.TOO_LARGE
        ? Problem.tooLargeForTopic()
        : Problem.unavailable(Unavailability.BROKER_AWAY);
  }
}
