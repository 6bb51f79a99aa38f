package dev.imageclassifier.web.http.upload;

import dev.imageclassifier.web.http.problem.Problem;
import dev.imageclassifier.web.http.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** The encoded file as it comes in, up to a limit. */
public final class ImageBuffer {
  private final int most;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 * 1024);

  public ImageBuffer(int most) {
    this.most = most;
  }

  public void add(ByteBuffer piece) throws ProblemException {
    int length = piece.remaining();
    if (bytes.size() + (long) length > most) {
      throw new ProblemException(Problem.tooLarge(most));
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

  public byte[] toByteArray() {
    return bytes.toByteArray();
  }
}
