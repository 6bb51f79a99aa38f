package dev.imageclassifier.benchmark.loop;

import dev.imageclassifier.runtime.decode.DecodeSettings;
import dev.imageclassifier.runtime.decode.ImageDecoder;
import dev.imageclassifier.runtime.decode.RejectedException;
import dev.imageclassifier.runtime.decode.RgbImage;
import dev.imageclassifier.runtime.preprocess.PreprocessSettings;
import dev.imageclassifier.runtime.preprocess.Preprocessor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/** Row b: decodes each image, resizes it and writes the tensor. */
public final class ReadWorker implements ImageWorker {
  private static final double NANOS_PER_MS = 1e6;

  private final PreprocessSettings spec;
  private final ImageDecoder decoder;
  private final Preprocessor preprocessor;
  private final FloatBuffer tensor;

  /** Allocates the tensor of one image. */
  public ReadWorker(PreprocessSettings spec, DecodeSettings decoding) {
    this.spec = spec;
    this.decoder = new ImageDecoder(decoding);
    this.preprocessor = new Preprocessor(spec);
    this.tensor =
        ByteBuffer.allocateDirect(Float.BYTES * spec.tensorLength())
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
  }

  @Override
  public void process(List<byte[]> images, LoopTally tally) {
    for (byte[] image : images) {
      long start = System.nanoTime();
      try {
        preprocess(decoder.decode(image, spec.resizeShort()).image(), start, tally);
        tally.image(true);
      } catch (RejectedException e) {
        tally.image(false);
      }
    }
    decoder.release(); // frees the memory share of a large image for the other threads
  }

  private void preprocess(RgbImage image, long start, LoopTally tally) {
    long read = System.nanoTime();
    preprocessor.resize(image);
    long resized = System.nanoTime();
    preprocessor.normalise(tensor, 0);
    tally.part("decode", (read - start) / NANOS_PER_MS);
    tally.part("resize", (resized - read) / NANOS_PER_MS);
    tally.part("normalise", (System.nanoTime() - resized) / NANOS_PER_MS);
  }
}
