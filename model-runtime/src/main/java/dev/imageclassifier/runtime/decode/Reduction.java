package dev.imageclassifier.runtime.decode;

/**
 * By how much a large JPEG is made smaller inside the decoder, which leaves the high frequencies of
 * each block out (libjpeg's scaled inverse transform).
 */
final class Reduction {
  /**
   * How many times the wanted short side is left, at least, for the exact resize that follows: the
   * least at which no label changed whose lead was 0.02 or more (decision 0003 has the table).
   */
  private static final int LEFT = 4;

  private static final int MOST = 8;

  private Reduction() {}

  /**
   * 8, 4, 2, or 1 for the whole picture. Divides both sides without rest, so that the pixels that
   * are left cover exactly the picture.
   *
   * @param wantedShortSide the short side that the picture will be resized to, pixels
   */
  static int of(long width, long height, int wantedShortSide) {
    long least = (long) LEFT * wantedShortSide;
    int by = MOST;
    while (by > 1
        && (width % by != 0 || height % by != 0 || Math.min(width, height) / by < least)) {
      by /= 2;
    }
    return by;
  }
}
