package dev.imageclassifier.runtime.decode.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.runtime.decode.DecodeSettings;
import dev.imageclassifier.runtime.decode.DecodeSettings.DamagedPolicy;
import dev.imageclassifier.runtime.decode.DecodedImage;
import dev.imageclassifier.runtime.decode.ImageDecoder;
import dev.imageclassifier.runtime.decode.ImageFormat;
import dev.imageclassifier.runtime.decode.RejectedException;
import dev.imageclassifier.runtime.decode.RgbImage;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.EnumSet;
import java.util.Optional;

/** Decodes images in tests and checks the outcome. */
public final class DecodeAssertions {
  /** All formats; damaged images are rejected. */
  public static final DecodeSettings ALL_FORMATS = allFormats().build();

  private static final int SHORT_SIDE = 256;

  private DecodeAssertions() {}

  /** A builder of settings with all formats. */
  public static DecodeSettings.Builder allFormats() {
    return DecodeSettings.builder().formats(EnumSet.allOf(ImageFormat.class));
  }

  /** A decoder of all formats that rejects damaged images. */
  public static ImageDecoder strictDecoder() {
    return new ImageDecoder(ALL_FORMATS);
  }

  /** A decoder of all formats that accepts damaged images. */
  public static ImageDecoder lenientDecoder() {
    return new ImageDecoder(allFormats().damaged(DamagedPolicy.ACCEPT).build());
  }

  /** CPU seconds of this thread. Does not depend on other work on the machine. */
  public static double cpuSeconds(Runnable work) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    work.run();
    return (threads.getCurrentThreadCpuTime() - start) / 1e9;
  }

  /** The pixels of an image that can be decoded. */
  public static RgbImage pixels(byte[] file) {
    return decoded(strictDecoder(), file).image();
  }

  /** Decodes an image. Fails if it is rejected. */
  public static DecodedImage decoded(ImageDecoder decoder, byte[] file) {
    return decoded(decoder, file, SHORT_SIDE);
  }

  /** Decodes an image for this short side. Fails if it is rejected. */
  public static DecodedImage decoded(ImageDecoder decoder, byte[] file, int shortSide) {
    try {
      return decoder.decode(file, shortSide);
    } catch (RejectedException e) {
      return fail("rejected: " + e.outcome());
    }
  }

  /** The rejection of an image; empty if it is decoded. */
  public static Optional<Outcome.Rejected> tryDecode(ImageDecoder decoder, byte[] file) {
    return tryDecode(decoder, file, SHORT_SIDE);
  }

  /** The rejection of an image; empty if it is decoded. */
  public static Optional<Outcome.Rejected> tryDecode(
      ImageDecoder decoder, byte[] file, int shortSide) {
    try {
      decoder.decode(file, shortSide);
      return Optional.empty();
    } catch (RejectedException e) {
      return Optional.of(e.outcome());
    }
  }

  /** The rejection of an image. Fails if it is decoded. */
  public static Outcome.Rejected rejection(byte[] file) {
    return rejection(strictDecoder(), file);
  }

  /** The rejection of an image. Fails if it is decoded. */
  public static Outcome.Rejected rejection(ImageDecoder decoder, byte[] file) {
    return tryDecode(decoder, file).orElseGet(() -> fail("not rejected"));
  }

  /** Checks that an image is rejected for this reason and that the detail contains this text. */
  public static void assertRejected(DeadLetterReason reason, String detail, byte[] file) {
    Outcome.Rejected rejection = rejection(file);
    assertEquals(reason, rejection.reason(), rejection.detail());
    assertTrue(rejection.detail().contains(detail), rejection.detail());
  }

  /** Checks that two images have equal sizes and that no sample differs by more. */
  public static void assertClose(RgbImage expected, RgbImage actual, int tolerance) {
    assertEquals(expected.width(), actual.width(), "width");
    assertEquals(expected.height(), actual.height(), "height");
    for (int i = 0; i < 3 * expected.width() * expected.height(); i++) {
      int difference = Math.abs((expected.rgb()[i] & 0xff) - (actual.rgb()[i] & 0xff));
      assertFalse(difference > tolerance, "byte " + i + " differs by " + difference);
    }
  }
}
