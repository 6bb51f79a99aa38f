package dev.imageclassifier.runtime.predict;

import dev.imageclassifier.runtime.preprocess.PreprocessSettings;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** The input tensor of a batch, N×3×height×width float32, in one reused direct buffer. */
final class BatchTensor {
  private final int imageBytes;
  private final ByteBuffer bytes;
  private final FloatBuffer floats;

  BatchTensor(PreprocessSettings preprocessing, int images) {
    long bytesPerImage = (long) preprocessing.tensorLength() * Float.BYTES;
    if (bytesPerImage * images > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "A batch of %d images of %dx%d pixels exceeds 2 GiB: use a smaller batch"
              .formatted(images, preprocessing.width(), preprocessing.height()));
    }
    imageBytes = (int) bytesPerImage;
    bytes = ByteBuffer.allocateDirect(imageBytes * images).order(ByteOrder.nativeOrder());
    floats = bytes.asFloatBuffer();
  }

  /** Returns the whole batch, for the preprocessor. */
  FloatBuffer floats() {
    return floats;
  }

  /** Returns a view of {@code count} images. It is direct, so libtorch reads it without a copy. */
  ByteBuffer slice(int first, int count) {
    return bytes.slice(first * imageBytes, count * imageBytes).order(ByteOrder.nativeOrder());
  }
}
