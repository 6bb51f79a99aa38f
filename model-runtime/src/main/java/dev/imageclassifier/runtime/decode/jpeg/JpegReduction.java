package dev.imageclassifier.runtime.decode.jpeg;

/**
 * Chooses the size at which a large JPEG is decoded. libjpeg's scaled inverse transform leaves out
 * the high frequencies of each block.
 */
final class JpegReduction {
  /**
   * Minimum ratio of the reduced short side to the target short side, for the exact resize that
   * follows. With a ratio of 4, no label changed if its score exceeded the second score by 0.02 or
   * more (decision 0003).
   */
  private static final int MIN_OVERSAMPLING = 4;

  private static final int MAX_DIVISOR = 8;

  private JpegReduction() {}

  /**
   * Returns the divisor of both sides: 8, 4, 2, or 1 for full size. It divides both sides exactly,
   * so that the reduced pixels cover the same area.
   *
   * @param targetShortSide length of the short side after preprocessing, pixels
   */
  static int divisor(long width, long height, int targetShortSide) {
    long minShortSide = (long) MIN_OVERSAMPLING * targetShortSide;
    int divisor = MAX_DIVISOR;
    while (divisor > 1
        && (width % divisor != 0
            || height % divisor != 0
            || Math.min(width, height) / divisor < minShortSide)) {
      divisor /= 2;
    }
    return divisor;
  }
}
