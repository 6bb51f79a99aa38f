package dev.imageclassifier.runtime.decode;

import java.util.function.Function;

/** What became of reading one picture: pixels, or a refusal that ends in a dead letter. */
public sealed interface ReadOutcome permits ReadOutcome.Decoded, Refusal {

  /**
   * The picture was read and goes on to preprocessing.
   *
   * @param format by magic bytes
   * @param storedWidth width as the header states it, before orientation and reduction
   * @param storedHeight height as the header states it
   * @param damaged true when the decoder warned and the policy is to accept
   * @param picture the pixels
   */
  record Decoded(
      ImageFormat format, int storedWidth, int storedHeight, boolean damaged, RgbImage picture)
      implements ReadOutcome {}

  /** One answer from either case, checked by the compiler. */
  default <T> T fold(Function<Decoded, T> decoded, Function<Refusal, T> refused) {
    return this instanceof Decoded done ? decoded.apply(done) : refused.apply((Refusal) this);
  }
}
