package dev.imageclassifier.web.desk;

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
public record Picture(
    byte[] bytes,
    Optional<String> contentType,
    Optional<String> fileName,
    Optional<String> traceparent) {
  @Override
  public String toString() {
    return "Picture[" + bytes.length + " bytes]";
  }
}
