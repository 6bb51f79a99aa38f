package dev.imageclassifier.runtime.preprocess;

/**
 * The weights of Pillow's antialiased bilinear filter for a window of one axis.
 *
 * <p>Source: Pillow, {@code src/libImaging/Resample.c}, {@code precompute_coeffs} and {@code
 * normalize_coeffs_8bpc}: the triangle filter, stretched by the scale when shrinking. The weights
 * are normalised to 1, then rounded to 22 fractional bits.
 */
final class Taps {
  /** Fractional bits of a weight: 32 − 8 for the pixel − 2 for overshoot. */
  static final int PRECISION_BITS = 22;

  /** One half: added before the shift, so that the shift rounds. */
  static final int HALF = 1 << (PRECISION_BITS - 1);

  /** First source pixel of each output pixel. */
  final int[] first;

  /** Number of source pixels of each output pixel. */
  final int[] count;

  /** {@code stride} weights per output pixel, of which {@code count} are used. */
  final int[] weights;

  /** Maximum number of source pixels of an output pixel. */
  final int stride;

  private Taps(int outputs, int stride) {
    this.first = new int[outputs];
    this.count = new int[outputs];
    this.weights = new int[outputs * stride];
    this.stride = stride;
  }

  /**
   * Computes the weights for the outputs {@code from} to {@code from + outputs − 1}.
   *
   * @param source pixels of the source axis
   * @param resized pixels of the whole resized axis
   */
  static Taps of(int source, int resized, int from, int outputs) {
    double scale = (double) source / resized;
    double support = Math.max(scale, 1.0);
    double inverse = 1.0 / support;
    Taps taps = new Taps(outputs, (int) Math.ceil(support) * 2 + 1);
    double[] exact = new double[taps.stride];
    for (int i = 0; i < outputs; i++) {
      double center = (from + i + 0.5) * scale;
      int low = Math.max((int) (center - support + 0.5), 0);
      int count = Math.min((int) (center + support + 0.5), source) - low;
      double sum = 0;
      for (int k = 0; k < count; k++) {
        double distance = Math.abs((k + low - center + 0.5) * inverse);
        exact[k] = distance < 1.0 ? 1.0 - distance : 0.0;
        sum += exact[k];
      }
      taps.first[i] = low;
      taps.count[i] = count;
      for (int k = 0; k < count; k++) {
        double weight = sum == 0 ? exact[k] : exact[k] / sum;
        taps.weights[i * taps.stride + k] = (int) (0.5 + weight * (1 << PRECISION_BITS));
      }
    }
    return taps;
  }
}
