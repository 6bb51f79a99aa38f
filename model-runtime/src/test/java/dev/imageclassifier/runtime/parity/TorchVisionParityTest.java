package dev.imageclassifier.runtime.parity;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.imageclassifier.contract.ClassificationResult.Prediction;
import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.runtime.bundle.BundleFinder;
import dev.imageclassifier.runtime.bundle.BundleReader;
import dev.imageclassifier.runtime.bundle.ModelBundle;
import dev.imageclassifier.runtime.bundle.Precision;
import dev.imageclassifier.runtime.decode.DecodeSettings;
import dev.imageclassifier.runtime.decode.ImageDecoder;
import dev.imageclassifier.runtime.decode.ImageFormat;
import dev.imageclassifier.runtime.decode.RgbImage;
import dev.imageclassifier.runtime.decode.images.DecodeAssertions;
import dev.imageclassifier.runtime.predict.Classifier;
import dev.imageclassifier.runtime.predict.ClassifierSettings;
import dev.imageclassifier.runtime.predict.Session;
import dev.imageclassifier.runtime.preprocess.PreprocessSettings;
import dev.imageclassifier.runtime.preprocess.Preprocessor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * Compares pixels, crops, tensors and scores of the committed images with those of Pillow,
 * TorchVision and PyTorch. Needs no other files, so that it runs in every clone.
 */
class TorchVisionParityTest {
  private static final String DIRECTORY = "/parity/";
  private static final double SCORE_TOLERANCE = 1e-4;
  private static final int TOP_K = 5;

  private static final DecodeSettings ALL_FORMATS =
      DecodeSettings.builder().formats(EnumSet.allOf(ImageFormat.class)).build();

  @Test
  void pixelsAndCropsAreEqual() throws IOException {
    ImageDecoder decoder = new ImageDecoder(ALL_FORMATS);
    Preprocessor crop224 = preprocessor(256, 224);
    Preprocessor crop64 = preprocessor(64, 64);
    List<Executable> checks = new ArrayList<>();
    for (String[] row : rows("pixels.csv")) {
      RgbImage image = DecodeAssertions.decoded(decoder, image(row[0])).image();
      String actual =
          "%dx%d %s %s %s"
              .formatted(
                  image.width(),
                  image.height(),
                  sha256(image),
                  sha256(crop224.crop(image)),
                  sha256(crop64.crop(image)));
      String expected = "%sx%s %s %s %s".formatted(row[1], row[2], row[3], row[4], row[5]);
      checks.add(() -> assertEquals(expected, actual, row[0]));
    }
    assertAll(checks);
  }

  @Test
  void tensorsAndScoresOfTheBundledModelAreEqual() throws IOException {
    ModelBundle bundle = BundleReader.read(BundleFinder.fromEnvironment().find("starter"));
    ImageDecoder decoder = new ImageDecoder(ALL_FORMATS);
    Preprocessor preprocessor = new Preprocessor(bundle.preprocessing());
    FloatBuffer tensor = FloatBuffer.allocate(bundle.preprocessing().tensorLength());
    List<Executable> checks = new ArrayList<>();
    try (Classifier classifier = load(bundle);
        Session session = classifier.newSession()) {
      for (String[] row : rows("scores-%s-%s.csv".formatted(bundle.name(), bundle.version()))) {
        byte[] file = image(row[0]);
        preprocessor.write(DecodeAssertions.decoded(decoder, file).image(), tensor, 0);
        String digest = sha256(tensor);
        checks.add(() -> assertEquals(row[1], digest, row[0]));
        Outcome.Labelled labelled = (Outcome.Labelled) session.classify(List.of(file)).get(0);
        for (Prediction prediction : labelled.predictions()) {
          checks.add(() -> assertScore(row, prediction));
        }
      }
    }
    assertAll(checks);
  }

  /** Equally probable classes may be ranked in a different order. */
  private static void assertScore(String[] row, Prediction prediction) {
    String[] expected = row[1 + prediction.rank()].split(":", -1);
    String message = row[0] + " rank " + prediction.rank();
    assertEquals(Double.parseDouble(expected[1]), prediction.score(), SCORE_TOLERANCE, message);
    boolean tie =
        List.of(row).subList(2, row.length).stream()
            .filter(other -> !other.equals(row[1 + prediction.rank()]))
            .mapToDouble(other -> Double.parseDouble(other.split(":", -1)[1]))
            .anyMatch(score -> Math.abs(score - prediction.score()) < SCORE_TOLERANCE);
    if (!tie) {
      assertEquals(Integer.parseInt(expected[0]), prediction.classIndex(), message);
    }
  }

  private static Classifier load(ModelBundle bundle) {
    return Classifier.load(
        bundle,
        ClassifierSettings.builder()
            .precision(Precision.FP32)
            .topK(TOP_K)
            .maxBatch(1)
            .device(ClassifierSettings.Device.CPU)
            .decoding(ALL_FORMATS)
            .build());
  }

  private static Preprocessor preprocessor(int shortSide, int size) {
    List<Float> ones = List.of(1f, 1f, 1f);
    return new Preprocessor(
        PreprocessSettings.builder()
            .width(size)
            .height(size)
            .resizeShort(shortSide)
            .mean(ones)
            .std(ones)
            .build());
  }

  private static List<String[]> rows(String name) throws IOException {
    return new String(resource(name), StandardCharsets.UTF_8)
        .lines()
        .skip(1)
        .map(line -> line.split(","))
        .toList();
  }

  private static byte[] image(String name) throws IOException {
    return resource("images/" + name);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = TorchVisionParityTest.class.getResourceAsStream(DIRECTORY + name)) {
      assertNotNull(in, "missing reference file " + name);
      return in.readAllBytes();
    }
  }

  private static String sha256(RgbImage image) {
    return sha256(ByteBuffer.wrap(image.rgb(), 0, 3 * image.width() * image.height()));
  }

  private static String sha256(FloatBuffer tensor) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * tensor.capacity());
    for (int i = 0; i < tensor.capacity(); i++) {
      bytes.putFloat(tensor.get(i));
    }
    return sha256(bytes.flip());
  }

  private static String sha256(ByteBuffer bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
