package dev.imageclassifier.web.http;

import dev.imageclassifier.web.desk.Picture;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A body that is the picture itself. */
final class RawBody implements BodySink {
  private final PictureBytes bytes;
  private final int maxBytes;
  private final String contentType;

  RawBody(String contentType, int maxBytes) {
    this.contentType = contentType;
    this.maxBytes = maxBytes;
    this.bytes = new PictureBytes(maxBytes);
  }

  @Override
  public void accept(ByteBuffer piece, boolean last) throws Refusal {
    bytes.add(piece);
  }

  @Override
  public Picture picture(Optional<String> traceparent) {
    return new Picture(
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
