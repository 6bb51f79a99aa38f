package dev.imageclassifier.web.pending;

import java.util.Optional;

/**
 * An uploaded file. The bytes are not copied and must not be modified.
 *
 * @param bytes the encoded file
 * @param contentType the media type that the client sent
 * @param fileName the file name that the client sent, already sanitized
 * @param traceparent the W3C trace context of the request
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record UploadedImage(
    byte[] bytes,
    Optional<String> contentType,
    Optional<String> fileName,
    Optional<String> traceparent) {
  @Override
  public String toString() {
    return "UploadedImage[" + bytes.length + " bytes]";
  }
}
