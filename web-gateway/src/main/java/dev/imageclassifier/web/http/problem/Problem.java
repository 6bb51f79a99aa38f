package dev.imageclassifier.web.http.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.imageclassifier.contract.DeadLetter;
import dev.imageclassifier.contract.RecordPosition;
import dev.imageclassifier.web.pending.Unavailability;
import java.util.UUID;
import org.eclipse.jetty.http.HttpStatus;

/**
 * An error response: problem details as in RFC 9457, with extension members.
 *
 * @param title the reason phrase of the status
 * @param status the HTTP status
 * @param detail one sentence for the user
 * @param code for programs; the OpenAPI description lists all codes
 * @param reason the reason of a dead letter, otherwise null
 * @param stage the stage of a dead letter, otherwise null
 * @param imageId the id of the image for {@code GET /results/ID}, or null
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
        "A valid bearer token is required. Send 'Authorization: Bearer TOKEN'.");
  }

  public static Problem foreignOrigin() {
    return of(403, "Forbidden", "foreign_origin", "Cross-origin requests are not allowed.");
  }

  public static Problem notFound() {
    return of(404, "Not Found", "not_found", "No resource exists at this path.");
  }

  public static Problem unknownImage() {
    return of(
        404,
        "Not Found",
        "unknown_image",
        "No image with this id is known. It may have been removed from memory.");
  }

  public static Problem methodNotAllowed(String allowed) {
    return of(
        405,
        "Method Not Allowed",
        "method_not_allowed",
        "This path supports only %s.".formatted(allowed));
  }

  public static Problem bodyTimeout(long seconds) {
    return of(
        408,
        "Request Timeout",
        "too_slow",
        "The request body did not arrive within %d seconds.".formatted(seconds));
  }

  public static Problem imageTooLarge(long maxBytes) {
    return tooLarge("The image exceeds the limit of %d bytes.".formatted(maxBytes));
  }

  public static Problem recordTooLarge() {
    return tooLarge("The image exceeds the maximum record size of its topic.");
  }

  private static Problem tooLarge(String detail) {
    return of(413, "Content Too Large", "too_many_bytes", detail);
  }

  public static Problem unsupportedMediaType() {
    return of(
        415,
        "Unsupported Media Type",
        "not_an_image",
        "Send the image as multipart/form-data in a part named 'file', or as the request body with"
            + " an image content type such as image/jpeg.");
  }

  public static Problem unknownHost() {
    return of(
        421,
        "Misdirected Request",
        "unknown_host",
        "The Host header does not name this server. Use --allowed-host to add a host name.");
  }

  public static Problem deadLetter(UUID id, DeadLetter deadLetter) {
    return new Problem(
        "Unprocessable Content",
        422,
        deadLetter.detail(),
        "dead_letter",
        deadLetter.reason(),
        deadLetter.stage(),
        id.toString());
  }

  public static Problem busy() {
    return of(
        429,
        "Too Many Requests",
        "busy",
        "The maximum number of requests is in flight. Try again later.");
  }

  public static Problem internal() {
    return of(500, "Internal Server Error", "internal", "Internal error. See the server log.");
  }

  public static Problem unreadableResult(UUID id, RecordPosition position) {
    return of(
            502,
            "Bad Gateway",
            "unreadable_result",
            "Cannot read the record at %s.".formatted(position))
        .withId(id);
  }

  public static Problem unavailable(Unavailability cause) {
    return of(503, "Service Unavailable", cause.code(), cause.message());
  }

  public static Problem outcomeTimeout(UUID id, long seconds) {
    return of(
            504,
            "Gateway Timeout",
            "timeout",
            "The image was sent, but has no outcome after %d seconds. Request /results/%s later."
                .formatted(seconds, id))
        .withId(id);
  }

  /** The problem for a status that Jetty chose, such as 400 for a malformed request. */
  public static Problem ofStatus(int status) {
    return status >= 500
        ? of(status, HttpStatus.getMessage(status), "internal", internal().detail())
        : of(status, HttpStatus.getMessage(status), "bad_request", "Malformed HTTP request.");
  }

  /** A copy with the id of the image. */
  public Problem withId(UUID id) {
    return new Problem(title, status, detail, code, reason, stage, id.toString());
  }

  /** Whether a retry of the same request may succeed. Not a getter, so it is not in the JSON. */
  public boolean mayRetry() {
    return status == 429 || status == 503;
  }
}
