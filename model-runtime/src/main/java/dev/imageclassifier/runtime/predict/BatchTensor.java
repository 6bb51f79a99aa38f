package dev.imageclassifier.runtime.predict;

import dev.imageclassifier.runtime.preprocess.Preprocessing;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** The input of a batch, N×3×height×width float32, in one direct buffer that is reused. */
final class BatchTensor {
  private final int pictureBytes;
  private final ByteBuffer bytes;
  private final FloatBuffer floats;

  BatchTensor(Preprocessing numbers, int pictures) {
    long picture = (long) numbers.tensorLength() * Float.BYTES;
    if (picture * pictures > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a batch of "
              + pictures
              + " pictures of "
              + numbers.width()
              + "x"
              + numbers.height()
              + " pixels is larger than 2 GiB: use a smaller batch");
    }
    pictureBytes = (int) picture;
    bytes = ByteBuffer.allocateDirect(pictureBytes * pictures).order(ByteOrder.nativeOrder());
    floats = bytes.asFloatBuffer();
  }

  /** The whole batch, for the preprocessor to write into. */
  FloatBuffer floats() {
    return floats;
  }

  /** A view of {@code count} pictures; direct, so that libtorch uses it in place. */
  ByteBuffer slice(int first, int count) {
    return bytes.slice(first * pictureBytes, count * pictureBytes).order(ByteOrder.nativeOrder());
  }
}
