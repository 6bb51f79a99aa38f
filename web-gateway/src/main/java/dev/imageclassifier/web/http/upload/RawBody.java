package dev.imageclassifier.web.http.upload;

import dev.imageclassifier.web.http.problem.ProblemException;
import dev.imageclassifier.web.pending.UploadedImage;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A body that is the picture itself. */
public final class RawBody implements BodyParser {
  private final ImageBuffer bytes;
  private final int maxBytes;
  private final String contentType;

  public RawBody(String contentType, int maxBytes) {
    this.contentType = contentType;
    this.maxBytes = maxBytes;
    this.bytes = new ImageBuffer(maxBytes);
  }

  @Override
  public void accept(ByteBuffer piece, boolean last) throws ProblemException {
    bytes.add(piece);
  }

  @Override
  public UploadedImage picture(Optional<String> traceparent) {
    return new UploadedImage(
        bytes.toByteArray(), Optional.of(contentType), Optional.empty(), traceparent);
  }

  @Override
  public int maxPicture() {
    return maxBytes;
  }

  @Override
  public long maxBody() {
    return maxBytes;
  }
}
