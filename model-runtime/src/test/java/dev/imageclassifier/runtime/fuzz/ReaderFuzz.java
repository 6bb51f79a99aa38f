package dev.imageclassifier.runtime.fuzz;

import dev.imageclassifier.runtime.decode.DecodeSettings;
import dev.imageclassifier.runtime.decode.DecodeSettings.DamagedPolicy;
import dev.imageclassifier.runtime.decode.ImageDecoder;
import dev.imageclassifier.runtime.decode.ImageFormat;
import dev.imageclassifier.runtime.decode.ReadOutcome;
import dev.imageclassifier.runtime.decode.Refusal;
import dev.imageclassifier.runtime.preprocess.Preprocessing;
import dev.imageclassifier.runtime.preprocess.Preprocessor;
import java.nio.FloatBuffer;
import java.util.EnumSet;
import java.util.List;

/**
 * What the fuzzer calls: any bytes must end in a picture that can be preprocessed or in a refusal.
 * An exception, a dead process or a long wait is a finding.
 */
public final class ReaderFuzz {
  /** Few pixels, so that the fuzzer spends its time on structure. */
  private static final long MOST_PIXELS = 1_000_000;

  private static final ImageDecoder DECODER = new ImageDecoder(settings());
  private static final Preprocessing NUMBERS =
      new Preprocessing(
          32, 32, 32, List.of(0.485f, 0.456f, 0.406f), List.of(0.229f, 0.224f, 0.225f));
  private static final Preprocessor PREPROCESSOR = new Preprocessor(NUMBERS);
  private static final FloatBuffer TENSOR = FloatBuffer.allocate(NUMBERS.tensorLength());

  private ReaderFuzz() {}

  /** Called by name for each input. */
  public static void fuzzerTestOneInput(byte[] file) {
    ReadOutcome outcome = DECODER.decode(file, NUMBERS.resizeShort());
    if (outcome instanceof ReadOutcome.Decoded decoded) {
      PREPROCESSOR.write(decoded.picture(), TENSOR, 0);
    } else if (outcome instanceof Refusal refusal
        && refusal.exception().startsWith("java.lang.")
        && !throughTheJdk(file)) {
      throw new AssertionError("a decoder of ours threw: " + refusal);
    }
  }

  /** BMP and TIFF, whose readers in the JDK throw whatever they like. */
  private static boolean throughTheJdk(byte[] file) {
    return file[0] == 'B' || file[0] == 'I' || file[0] == 'M';
  }

  private static DecodeSettings settings() {
    return DecodeSettings.builder()
        .maxPixels(MOST_PIXELS)
        .formats(EnumSet.allOf(ImageFormat.class))
        .damaged(DamagedPolicy.ACCEPT)
        .build();
  }
}
