package dev.imageclassifier.web.http.upload;

import dev.imageclassifier.web.http.problem.ProblemException;
import dev.imageclassifier.web.pending.UploadedImage;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A body that consists of the image only. */
final class RawBody implements BodyParser {
  private final String contentType;
  private final int maxBytes;
  private final ImageBuffer buffer;

  RawBody(String contentType, int maxBytes) {
    this.contentType = contentType;
    this.maxBytes = maxBytes;
    this.buffer = new ImageBuffer(maxBytes);
  }

  @Override
  public void parse(ByteBuffer chunk, boolean last) throws ProblemException {
    buffer.append(chunk);
  }

  @Override
  public UploadedImage image(Optional<String> traceparent) {
    return new UploadedImage(
        buffer.toByteArray(), Optional.of(contentType), Optional.empty(), traceparent);
  }

  @Override
  public long maxBodyBytes() {
    return maxBytes;
  }

  @Override
  public int maxImageBytes() {
    return maxBytes;
  }
}
