package dev.imageclassifier.demo.scenes;

/** A blur whose cost does not depend on its reach. */
final class BoxBlur {

  private BoxBlur() {}

  /** Box blurs in both directions; three passes are close to a Gaussian. Edges are repeated. */
  static float[] blur(float[] values, int width, int height, int reach, int passes) {
    float[] result = values;
    for (int pass = 0; pass < passes && reach > 0; pass++) {
      result = alongLines(result, width, height, 1, width, reach);
      result = alongLines(result, height, width, width, 1, reach);
    }
    return result;
  }

  private static float[] alongLines(
      float[] from, int length, int lines, int step, int lineStep, int reach) {
    float[] to = new float[from.length];
    for (int line = 0; line < lines; line++) {
      int start = line * lineStep;
      double sum = 0;
      for (int i = -reach; i <= reach; i++) {
        sum += from[start + clamp(i, length) * step];
      }
      for (int i = 0; i < length; i++) {
        to[start + i * step] = (float) (sum / (2 * reach + 1));
        sum += from[start + clamp(i + reach + 1, length) * step];
        sum -= from[start + clamp(i - reach, length) * step];
      }
    }
    return to;
  }

  private static int clamp(int index, int length) {
    return Math.max(0, Math.min(length - 1, index));
  }
}
