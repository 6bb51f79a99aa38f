package dev.imageclassifier.runtime.decode.codec;

/** Converts samples of other colour models to RGB in place, as Pillow and libjpeg do. */
public final class ColorConversions {
  private ColorConversions() {}

  /** Expands the gray samples at the start of the array to RGB. */
  public static void grayToRgb(byte[] samples, int pixels) {
    for (int i = pixels - 1, o = 3 * i; i >= 0; i--, o -= 3) {
      byte gray = samples[i];
      samples[o] = gray;
      samples[o + 1] = gray;
      samples[o + 2] = gray;
    }
  }

  /**
   * Converts inverted CMYK, as Adobe stores it, to RGB: {@code nk = 255 − k; r = nk − c · nk / 255}
   * (Pillow, {@code Convert.c}, {@code cmyk2rgb}, after unpacking {@code CMYK;I}).
   */
  public static void invertedCmykToRgb(byte[] samples, int pixels) {
    for (int i = 0, o = 0; i < 4 * pixels; i += 4, o += 3) {
      int white = samples[i + 3] & 0xff;
      byte red = multiplyInk(samples[i], white);
      byte green = multiplyInk(samples[i + 1], white);
      byte blue = multiplyInk(samples[i + 2], white);
      samples[o] = red;
      samples[o + 1] = green;
      samples[o + 2] = blue;
    }
  }

  /** Converts YCCK to CMYK: C, M, Y are the inverted R, G, B (libjpeg, {@code jdcolor.c}). */
  public static void ycckToCmyk(byte[] samples, int pixels) {
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

  private static byte multiplyInk(byte inverted, int white) {
    int ink = 255 - (inverted & 0xff);
    int product = ink * white + 128;
    return clamp(white - (((product >> 8) + product) >> 8));
  }

  private static byte clamp(int value) {
    return (byte) Math.max(0, Math.min(255, value));
  }
}
