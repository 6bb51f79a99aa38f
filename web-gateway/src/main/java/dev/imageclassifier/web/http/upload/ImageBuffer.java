package dev.imageclassifier.web.http.upload;

import dev.imageclassifier.web.http.problem.Problem;
import dev.imageclassifier.web.http.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Collects the bytes of an encoded image up to a limit. */
final class ImageBuffer {
  private final int maxBytes;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 * 1024);

  ImageBuffer(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * Appends the remaining bytes of {@code chunk}.
   *
   * @throws ProblemException if the image exceeds the limit
   */
  void append(ByteBuffer chunk) throws ProblemException {
    int length = chunk.remaining();
    if (bytes.size() + (long) length > maxBytes) {
      throw new ProblemException(Problem.imageTooLarge(maxBytes));
    }
    if (chunk.hasArray()) {
      bytes.write(chunk.array(), chunk.arrayOffset() + chunk.position(), length);
      chunk.position(chunk.limit());
    } else {
      byte[] copy = new byte[length];
      chunk.get(copy);
      bytes.writeBytes(copy);
    }
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }
}
