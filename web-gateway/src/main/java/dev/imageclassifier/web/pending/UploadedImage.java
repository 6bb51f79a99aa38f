package dev.imageclassifier.web.pending;

import java.util.Optional;

/**
 * An uploaded file on its way to the pipeline. The bytes are not copied, and nobody changes them.
 *
 * @param bytes the encoded file
 * @param contentType media type as the sender states it
 * @param fileName name as the sender states it, already made harmless
 * @param traceparent W3C trace context of the request
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
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
