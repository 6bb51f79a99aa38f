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
import dev.imageclassifier.web.pending.Unavailability;
import dev.imageclassifier.web.settings.HttpSettings;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /predict} returns the outcome of an image, {@code POST /images} its id. Both limit
 * concurrent requests and buffered bytes. Requests above a limit are rejected immediately.
 * Thread-safe.
 */
public final class UploadEndpoints {
  private static final Logger LOG = LoggerFactory.getLogger(UploadEndpoints.class);
  private static final int ACCEPTED = 202;

  private final HttpSettings settings;
  private final PendingRequests pending;
  private final Supplier<Optional<Unavailability>> unavailability;
  private final OutcomeResponses responses;
  private final CapacityLimit inFlight;
  private final CapacityLimit bufferedBytes;

  /**
   * Creates the endpoints and registers their gauges.
   *
   * @param unavailability why images cannot be classified at the moment; empty if they can
   */
  public UploadEndpoints(
      HttpSettings settings,
      PendingRequests pending,
      Supplier<Optional<Unavailability>> unavailability,
      OutcomeResponses responses,
      GatewayMetrics metrics) {
    this.settings = settings;
    this.pending = pending;
    this.unavailability = unavailability;
    this.responses = responses;
    this.inFlight = new CapacityLimit(settings.maxInFlight());
    this.bufferedBytes = new CapacityLimit(settings.maxBufferedBytes());
    metrics.gauge(
        "images.in.flight",
        "Requests with an image that have no response yet, at most --max-in-flight.",
        inFlight::used);
    metrics.bytesGauge(
        "images.buffered",
        "Bytes of images that the brokers have not acknowledged yet.",
        bufferedBytes::used);
    metrics.gauge(
        "images.pending",
        "Images of this gateway without an outcome, among the latest 10,000.",
        pending::pendingCount);
  }

  /** Responds when the outcome was read. */
  public void predict(Exchange exchange) {
    TopK topK;
    BodyParser parser;
    try {
      topK = TopK.of(exchange);
      parser = admit(exchange);
    } catch (ProblemException e) {
      exchange.reject(e.problem());
      return;
    }
    receive(exchange, parser, request -> respondWithOutcome(exchange, request, topK));
  }

  private void respondWithOutcome(Exchange exchange, PendingRequest request, TopK topK) {
    UUID id = request.id();
    var unused =
        request
            .outcome()
            .thenAcceptAsync(
                outcome -> responses.send(exchange, id, outcome, topK), exchange.executor());
    Problem problem = Problem.outcomeTimeout(id, settings.outcomeTimeout().toSeconds());
    Scheduler.Task timeout =
        exchange.schedule(settings.outcomeTimeout(), () -> exchange.respond(problem));
    exchange.onEnd(timeout::cancel);
  }

  /** Responds when the brokers acknowledged the record. */
  public void images(Exchange exchange) {
    BodyParser parser;
    try {
      if (exchange.request().getHttpURI().getQuery() != null) {
        throw new ProblemException(Problem.badRequest("This path has no query parameters."));
      }
      parser = admit(exchange);
    } catch (ProblemException e) {
      exchange.reject(e.problem());
      return;
    }
    receive(
        exchange,
        parser,
        request -> {
          var unused =
              request
                  .acknowledged()
                  .thenAcceptAsync(
                      done -> respondAccepted(exchange, request.id()), exchange.executor());
        });
  }

  private static void respondAccepted(Exchange exchange, UUID id) {
    PendingResponse response = PendingResponse.of(id);
    exchange.setHeader("Location", response.result());
    exchange.respondJson(ACCEPTED, Json.bytes(response));
  }

  /** Checks the request head, so that the body of a request that must fail is not read. */
  private BodyParser admit(Exchange exchange) throws ProblemException {
    BodyParser parser = bodyParser(exchange);
    if (exchange.request().getLength() > parser.maxBodyBytes()) {
      throw new ProblemException(Problem.imageTooLarge(parser.maxImageBytes()));
    }
    Optional<Unavailability> cause = unavailability.get();
    if (cause.isPresent()) {
      throw new ProblemException(Problem.unavailable(cause.get()));
    }
    if (!inFlight.tryAcquire(1)) {
      throw new ProblemException(Problem.busy());
    }
    exchange.onEnd(() -> inFlight.release(1));
    return parser;
  }

  private BodyParser bodyParser(Exchange exchange) throws ProblemException {
    MediaType type = MediaType.of(exchange.header(HttpHeader.CONTENT_TYPE).orElse(""));
    if (type.isImage()) {
      return new RawBody(type.type(), settings.maxBytes());
    }
    if (!type.type().equals(MediaType.MULTIPART)) {
      throw new ProblemException(Problem.unsupportedMediaType());
    }
    if (type.boundary().isEmpty()) {
      throw new ProblemException(
          Problem.badRequest("The Content-Type header has no boundary parameter."));
    }
    return new MultipartBody(type.boundary().get(), settings.maxBytes());
  }

  private void receive(Exchange exchange, BodyParser parser, Consumer<PendingRequest> onSubmit) {
    new BodyReader(
            exchange,
            parser,
            bufferedBytes,
            settings.bodyTimeout(),
            (image, received) -> {
              exchange.disableIdleTimeout();
              PendingRequest request = pending.submit(image);
              var unused =
                  request
                      .acknowledged()
                      .whenComplete(
                          (done, failure) -> {
                            bufferedBytes.release(received);
                            if (failure != null) {
                              exchange.respond(problem(failure).withId(request.id()));
                            }
                          });
              onSubmit.accept(request);
            })
        .run();
  }

  private static Problem problem(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    LOG.atWarn().addKeyValue("error", cause.getMessage()).log("send failed");
    return cause instanceof RecordTooLargeException
        ? Problem.recordTooLarge()
        : Problem.unavailable(Unavailability.BROKERS_UNREACHABLE);
  }
}
