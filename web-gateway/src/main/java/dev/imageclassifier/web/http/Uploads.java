package dev.imageclassifier.web.http;

import dev.imageclassifier.web.desk.Desk;
import dev.imageclassifier.web.desk.Obstacle;
import dev.imageclassifier.web.desk.SendFailure;
import dev.imageclassifier.web.desk.Ticket;
import dev.imageclassifier.web.measure.GatewayMetrics;
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
final class Uploads {
  private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
  private static final int ACCEPTED = 202;

  private final HttpSettings settings;
  private final Desk desk;
  private final Supplier<Optional<Obstacle>> obstacle;
  private final OutcomeAnswers answers;
  private final Budget requests;
  private final Budget bytes;

  Uploads(
      HttpSettings settings,
      Desk desk,
      Supplier<Optional<Obstacle>> obstacle,
      OutcomeAnswers answers,
      GatewayMetrics metrics) {
    this.settings = settings;
    this.desk = desk;
    this.obstacle = obstacle;
    this.answers = answers;
    this.requests = new Budget(settings.maxInFlight());
    this.bytes = new Budget(settings.maxBufferedBytes());
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
  void predict(Exchange exchange) {
    TopK topK;
    BodySink sink;
    try {
      topK = TopK.of(exchange);
      sink = admit(exchange);
    } catch (BodySink.Refusal e) {
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
  void images(Exchange exchange) {
    BodySink sink;
    try {
      TopK.refuseQuery(exchange);
      sink = admit(exchange);
    } catch (BodySink.Refusal e) {
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
    exchange.setHeader("Location", Pending.address(id));
    exchange.json(ACCEPTED, Json.bytes(Pending.of(id)));
  }

  /** Looks at the head of the request; a body that is sure to be refused is not read. */
  private BodySink admit(Exchange exchange) throws BodySink.Refusal {
    BodySink sink = sink(exchange);
    if (exchange.request().getLength() > sink.maxBody()) {
      throw new BodySink.Refusal(Problem.tooLarge(sink.maxPicture()));
    }
    Optional<Obstacle> away = obstacle.get();
    if (away.isPresent()) {
      throw new BodySink.Refusal(Problem.unavailable(away.get()));
    }
    if (!requests.take(1)) {
      throw new BodySink.Refusal(Problem.tooManyRequests());
    }
    exchange.onEnd(() -> requests.giveBack(1));
    return sink;
  }

  private BodySink sink(Exchange exchange) throws BodySink.Refusal {
    MediaType type = MediaType.of(exchange.header(HttpHeader.CONTENT_TYPE).orElse(""));
    if (type.isImage()) {
      return new RawBody(type.type(), settings.maxBytes());
    }
    if (!type.type().equals(MediaType.MULTIPART)) {
      throw new BodySink.Refusal(Problem.unsupportedMediaType());
    }
    if (type.boundary().isEmpty()) {
      throw new BodySink.Refusal(Problem.badRequest("The form's content type has no boundary."));
    }
    return new MultipartBody(type.boundary().get(), settings.maxBytes());
  }

  private void refuse(Exchange exchange, BodySink.Refusal refusal) {
    exchange.refuse(refusal.problem(), settings.maxBytes() + BodyReader.DRAIN_EXTRA);
  }

  private void receive(Exchange exchange, BodySink sink, Consumer<Ticket> then) {
    new BodyReader(
            exchange,
            sink,
            bytes,
            settings.bodyTimeout(),
            (picture, taken) -> {
              exchange.mayTakeLong();
              Ticket ticket = desk.submit(picture);
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
    return cause instanceof SendFailure known && known.kind() == SendFailure.Kind.TOO_LARGE
        ? Problem.tooLargeForTopic()
        : Problem.unavailable(Obstacle.BROKER_AWAY);
  }
}
