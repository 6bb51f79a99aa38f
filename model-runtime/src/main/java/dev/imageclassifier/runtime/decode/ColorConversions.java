package dev.imageclassifier.runtime.decode;

/** Turns samples of other colour models into RGB inside one array, as Pillow and libjpeg do. */
final class ColorConversions {
  private ColorConversions() {}

  /** Grey bytes at the start of the array become RGB, from the last pixel to the first. */
  static void greyToRgb(byte[] samples, int pixels) {
    for (int i = pixels - 1, o = 3 * i; i >= 0; i--, o -= 3) {
      byte grey = samples[i];
      samples[o] = grey;
      samples[o + 1] = grey;
      samples[o + 2] = grey;
    }
  }

  /**
   * Inverted CMYK, as Adobe stores it, becomes RGB: {@code nk = 255 − k; r = nk − c · nk / 255}
   * (Pillow, {@code Convert.c}, {@code cmyk2rgb}, after unpacking {@code CMYK;I}).
   */
  static void invertedCmykToRgb(byte[] samples, int pixels) {
    for (int i = 0, o = 0; i < 4 * pixels; i += 4, o += 3) {
      int white = samples[i + 3] & 0xff;
      byte red = covered(samples[i], white);
      byte green = covered(samples[i + 1], white);
      byte blue = covered(samples[i + 2], white);
      samples[o] = red;
      samples[o + 1] = green;
      samples[o + 2] = blue;
    }
  }

  /** YCCK becomes CMYK: R, G, B of the first three inverted (libjpeg, {@code jdcolor.c}). */
  static void ycckToCmyk(byte[] samples, int pixels) {
    for (int i = 0; i < 4 * pixels; i += 4) {
      int y = samples[i] & 0xff;
      int cb = (samples[i + 1] & 0xff) - 128;
      int cr = (samples[i + 2] & 0xff) - 128;
      // FIX(1.40200), FIX(0.34414), FIX(0.71414), FIX(1.77200) in 16 fractional bits
      samples[i] = clamp(255 - (y + ((91_881 * cr + 32_768) >> 16)));
      samples[i + 1] = clamp(255 - (y + ((-22_554 * cb - 46_802 * cr + 32_768) >> 16)));
      samples[i + 2] = clamp(255 - (y + ((116_130 * cb + 32_768) >> 16)));
    }
  }

  private static byte covered(byte inverted, int white) {
    int ink = 255 - (inverted & 0xff);
    int product = ink * white + 128;
    return clamp(white - (((product >> 8) + product) >> 8));
  }

  private static byte clamp(int value) {
    return (byte) Math.max(0, Math.min(255, value));
  }
}
