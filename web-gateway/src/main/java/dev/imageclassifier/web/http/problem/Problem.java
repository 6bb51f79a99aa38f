package dev.imageclassifier.web.http.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.imageclassifier.contract.DeadLetter;
import dev.imageclassifier.web.pending.Unavailability;
import java.util.UUID;

/**
 * An answer that is no success, as RFC 9457 writes them.
 *
 * @param title what the status means
 * @param status HTTP status
 * @param detail one sentence for a person
 * @param code for programs; a closed list, in the OpenAPI description
 * @param reason of a dead letter: why
 * @param stage of a dead letter: how far the picture came
 * @param imageId the picture's id, to ask again with
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"title", "status", "detail", "code", "reason", "stage", "image_id"})
public record Problem(
    String title,
    int status,
    String detail,
    String code,
    String reason,
    String stage,
    String imageId) {

  private static Problem of(int status, String title, String code, String detail) {
    return new Problem(title, status, detail, code, null, null, null);
  }

  public static Problem badRequest(String detail) {
    return of(400, "Bad Request", "bad_request", detail);
  }

  public static Problem unauthorized() {
    return of(
        401,
        "Unauthorized",
        "token_required",
        "This server asks for its token: send it as 'Authorization: Bearer TOKEN'.");
  }

  public static Problem foreignOrigin() {
    return of(
        403,
        "Forbidden",
        "foreign_origin",
        "The request comes from a page of another site; only this server's own page may ask.");
  }

  public static Problem notFound() {
    return of(404, "Not Found", "not_found", "There is nothing at this address.");
  }

  public static Problem unknownPicture() {
    return of(
        404,
        "Not Found",
        "unknown_picture",
        "No picture with this id is known here, or it is forgotten already.");
  }

  public static Problem methodNotAllowed(String allowed) {
    return of(
        405,
        "Method Not Allowed",
        "method_not_allowed",
        "This address takes " + allowed + " only.");
  }

  public static Problem tooSlow(long seconds) {
    return of(
        408,
        "Request Timeout",
        "too_slow",
        "The picture did not arrive within " + seconds + " seconds.");
  }

  public static Problem tooLarge(long maxBytes) {
    return of(
        413,
        "Content Too Large",
        "too_many_bytes",
        "The picture is larger than the limit of " + maxBytes + " bytes.");
  }

  public static Problem tooLargeForTopic() {
    return of(
        413,
        "Content Too Large",
        "too_many_bytes",
        "The picture is larger than the topic of pictures takes.");
  }

  public static Problem unsupportedMediaType() {
    return of(
        415,
        "Unsupported Media Type",
        "not_an_image",
        "Send a picture: multipart/form-data with a part named 'file', or the bytes with an image"
            + " content type, as image/jpeg.");
  }

  public static Problem misdirected() {
    return of(
        421,
        "Misdirected Request",
        "unknown_host",
        "This server does not answer to that host name; --allowed-host adds one.");
  }

  public static Problem deadLetter(UUID id, DeadLetter letter) {
    return new Problem(
        "Unprocessable Content",
        422,
        letter.detail(),
        "dead_letter",
        letter.reason(),
        letter.stage(),
        id.toString());
  }

  public static Problem tooManyRequests() {
    return of(
        429,
        "Too Many Requests",
        "busy",
        "As many pictures are under way as this server takes at once; try again in a moment.");
  }

  public static Problem internal() {
    return of(500, "Internal Server Error", "internal", "The server failed; its log says why.");
  }

  public static Problem unreadable(UUID id, String detail) {
    return of(502, "Bad Gateway", "unreadable_result", detail).withId(id);
  }

  public static Problem unavailable(Unavailability obstacle) {
    return of(503, "Service Unavailable", obstacle.code(), obstacle.sentence());
  }

  public static Problem timeout(UUID id, long seconds) {
    return of(
            504,
            "Gateway Timeout",
            "timeout",
            "The picture is with the pipeline, but no outcome came within "
                + seconds
                + " seconds: ask for it at /results/"
                + id
                + ".")
        .withId(id);
  }

  /** What the HTTP library answers by itself: malformed requests, too large headers and such. */
  public static Problem refused(int status) {
    return of(
        status,
        "Request HttpErrorHandler",
        status >= 500 ? "internal" : "bad_request",
        status >= 500
            ? "The server failed; its log says why."
            : "The request is not as HTTP asks for it.");
  }

  public Problem withId(UUID id) {
    return new Problem(title, status, detail, code, reason, stage, id.toString());
  }

  /** Whether trying again in a moment may help. */
  public boolean isPassing() {
    return status == 429 || status == 503;
  }
}
