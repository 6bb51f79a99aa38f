package dev.imageclassifier.benchmark;

import dev.imageclassifier.runtime.decode.DecodeSettings;
import dev.imageclassifier.runtime.decode.ImageDecoder;
import dev.imageclassifier.runtime.decode.RejectedException;
import dev.imageclassifier.runtime.decode.RgbImage;
import dev.imageclassifier.runtime.preprocess.Preprocessing;
import dev.imageclassifier.runtime.preprocess.Preprocessor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/** Row b: bytes to tensor, and no model. */
final class ReadWorker implements Worker {
  private static final double NANOS_PER_MS = 1e6;

  private final Preprocessing numbers;
  private final ImageDecoder decoder;
  private final Preprocessor preprocessor;
  private final FloatBuffer tensor;

  ReadWorker(Preprocessing numbers, DecodeSettings reading) {
    this.numbers = numbers;
    this.decoder = new ImageDecoder(reading);
    this.preprocessor = new Preprocessor(numbers);
    this.tensor =
        ByteBuffer.allocateDirect(Float.BYTES * numbers.tensorLength())
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
  }

  @Override
  public void work(List<byte[]> pictures, Tally tally) {
    for (byte[] picture : pictures) {
      long start = System.nanoTime();
      try {
        RgbImage image = decoder.decode(picture, numbers.resizeShort()).image();
        long read = System.nanoTime();
        preprocessor.resize(image);
        long resized = System.nanoTime();
        preprocessor.normalise(tensor, 0);
        tally.part("decode", (read - start) / NANOS_PER_MS);
        tally.part("resize", (resized - read) / NANOS_PER_MS);
        tally.part("normalise", (System.nanoTime() - resized) / NANOS_PER_MS);
        tally.labelled(1);
      } catch (RejectedException e) {
        tally.refused(1);
      }
      tally.latency(System.nanoTime() - start);
    }
    decoder.release(); // a large picture's share of the memory is wanted by the other threads
  }
}
