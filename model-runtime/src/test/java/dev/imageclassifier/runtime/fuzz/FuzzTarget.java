package dev.imageclassifier.runtime.fuzz;

import dev.imageclassifier.runtime.decode.DecodeSettings;
import dev.imageclassifier.runtime.decode.DecodeSettings.DamagedPolicy;
import dev.imageclassifier.runtime.decode.ImageDecoder;
import dev.imageclassifier.runtime.decode.ImageFormat;
import dev.imageclassifier.runtime.decode.RejectedException;
import dev.imageclassifier.runtime.preprocess.PreprocessSettings;
import dev.imageclassifier.runtime.preprocess.Preprocessor;
import java.nio.FloatBuffer;
import java.util.EnumSet;
import java.util.List;

/**
 * The fuzzer's entry point. All bytes must result in an image that can be preprocessed or in a
 * rejection. Any other exception, a crash or a timeout is a finding.
 */
public final class FuzzTarget {
  /** Few pixels, so that the fuzzer spends its time on parsing. */
  private static final long MAX_PIXELS = 1_000_000;

  private static final ImageDecoder DECODER = new ImageDecoder(settings());
  private static final PreprocessSettings NUMBERS =
      PreprocessSettings.builder()
          .width(32)
          .height(32)
          .resizeShort(32)
          .mean(List.of(0.485f, 0.456f, 0.406f))
          .std(List.of(0.229f, 0.224f, 0.225f))
          .build();
  private static final Preprocessor PREPROCESSOR = new Preprocessor(NUMBERS);
  private static final FloatBuffer TENSOR = FloatBuffer.allocate(NUMBERS.tensorLength());

  private FuzzTarget() {}

  /** Called by the fuzzer, by name, for each input. */
  public static void fuzzerTestOneInput(byte[] file) {
    try {
      PREPROCESSOR.write(DECODER.decode(file, NUMBERS.resizeShort()).image(), TENSOR, 0);
    } catch (RejectedException e) {
      if (e.outcome().exception().startsWith("java.lang.") && !usesTheJdkReader(file)) {
        throw new AssertionError("A decoder threw an exception: " + e.outcome(), e);
      }
    }
  }

  /** BMP and TIFF, whose JDK readers throw unchecked exceptions. */
  private static boolean usesTheJdkReader(byte[] file) {
    return file[0] == 'B' || file[0] == 'I' || file[0] == 'M';
  }

  private static DecodeSettings settings() {
    return DecodeSettings.builder()
        .maxPixels(MAX_PIXELS)
        .formats(EnumSet.allOf(ImageFormat.class))
        .damaged(DamagedPolicy.ACCEPT)
        .build();
  }
}
