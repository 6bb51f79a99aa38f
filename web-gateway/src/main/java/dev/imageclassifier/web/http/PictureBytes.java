package dev.imageclassifier.web.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** The encoded file as it comes in, up to a limit. */
final class PictureBytes {
  private final int most;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 * 1024);

  PictureBytes(int most) {
    this.most = most;
  }

  void add(ByteBuffer piece) throws BodySink.Refusal {
    int length = piece.remaining();
    if (bytes.size() + (long) length > most) {
      throw new BodySink.Refusal(Problem.tooLarge(most));
    }
    if (piece.hasArray()) {
      bytes.write(piece.array(), piece.arrayOffset() + piece.position(), length);
      piece.position(piece.limit());
    } else {
      byte[] copy = new byte[length];
      piece.get(copy);
      bytes.writeBytes(copy);
    }
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }
}
