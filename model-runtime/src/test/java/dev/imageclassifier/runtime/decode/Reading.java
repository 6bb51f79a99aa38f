package dev.imageclassifier.runtime.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.imageclassifier.runtime.decode.DecodeSettings.DamagedPolicy;
import dev.imageclassifier.runtime.decode.Refusal.Reason;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.EnumSet;

/** Reads pictures in tests and says what came out where something else was expected. */
public final class Reading {
  static final DecodeSettings ALL_FORMATS = settings(DamagedPolicy.DEAD_LETTER, true);

  private Reading() {}

  static DecodeSettings settings(DamagedPolicy damaged, boolean applyOrientation) {
    return allFormats().damaged(damaged).applyOrientation(applyOrientation).build();
  }

  /** All formats, and every JPEG decoded at full size. */
  public static DecodeSettings fullSizeJpegs() {
    return allFormats().fullSizeJpegs(true).build();
  }

  private static DecodeSettings.Builder allFormats() {
    return DecodeSettings.builder().formats(EnumSet.allOf(ImageFormat.class));
  }

  /** Seconds of this thread's CPU time, which other work on the machine does not count for. */
  static double cpuSeconds(Runnable work) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    work.run();
    return (threads.getCurrentThreadCpuTime() - start) / 1e9;
  }

  static RgbImage picture(byte[] file) {
    return decoded(new ImageDecoder(ALL_FORMATS), file).picture();
  }

  static ReadOutcome.Decoded decoded(ImageDecoder decoder, byte[] file) {
    return decoder
        .decode(file, 256)
        .fold(decoded -> decoded, refusal -> fail("refused: " + refusal));
  }

  static Refusal refusal(byte[] file) {
    return refusal(new ImageDecoder(ALL_FORMATS), file);
  }

  static Refusal refusal(ImageDecoder decoder, byte[] file) {
    return decoder
        .decode(file, 256)
        .fold(decoded -> fail("decoded: " + decoded), refusal -> refusal);
  }

  static void assertRefused(Reason reason, String words, byte[] file) {
    Refusal refusal = refusal(file);
    assertEquals(reason, refusal.reason(), refusal.detail());
    assertTrue(refusal.detail().contains(words), refusal.detail());
  }

  static void assertClose(RgbImage expected, RgbImage actual, int tolerance) {
    assertEquals(expected.width(), actual.width(), "width");
    assertEquals(expected.height(), actual.height(), "height");
    for (int i = 0; i < 3 * expected.width() * expected.height(); i++) {
      int difference = Math.abs((expected.rgb()[i] & 0xff) - (actual.rgb()[i] & 0xff));
      assertFalse(difference > tolerance, "byte " + i + " differs by " + difference);
    }
  }
}
