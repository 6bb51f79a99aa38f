package dev.imageclassifier.runtime.predict;

import static dev.imageclassifier.runtime.predict.Pictures.BLUE;
import static dev.imageclassifier.runtime.predict.Pictures.GREEN;
import static dev.imageclassifier.runtime.predict.Pictures.RED;
import static dev.imageclassifier.runtime.predict.Pictures.WHITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.runtime.bundle.BundleBuilder;
import dev.imageclassifier.runtime.bundle.BundleException;
import dev.imageclassifier.runtime.bundle.BundleReader;
import dev.imageclassifier.runtime.bundle.ModelBundle;
import dev.imageclassifier.runtime.bundle.Precision;
import dev.imageclassifier.runtime.decode.DecodeSettings;
import dev.imageclassifier.runtime.predict.ClassifierSettings.Device;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With libtorch and the small models of {@code src/test/resources/models}. */
class ClassifierTest {
  @TempDir Path temp;

  @Test
  void labelsAndIdentity() throws IOException {
    ModelBundle bundle = bundle(new BundleBuilder());
    try (Classifier classifier = Classifier.load(bundle, settings(Precision.FP32, 4));
        Session session = classifier.newSession()) {
      assertEquals(List.of("red", "blue", "green"), classify(session, RED, BLUE, GREEN));
      assertEquals(
          new ModelIdentity("test", "7", "fp32", bundle.digests().get(Precision.FP32)),
          classifier.identity());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void aModelThatThrowsAtOnePicture(int position) throws IOException {
    byte[][] pictures = {RED, GREEN, BLUE};
    pictures[position] = WHITE;
    List<String> expected = new ArrayList<>(List.of("red", "green", "blue"));
    expected.set(position, "prediction failed: a white picture");
    try (Classifier classifier = load("faint-hearted");
        Session session = classifier.newSession()) {
      assertEquals(expected, classify(session, pictures));
      assertEquals(List.of("red"), classify(session, RED));
    }
  }

  @Test
  void logitsThatAreNotFinite() throws IOException {
    try (Classifier classifier = load("logarithm");
        Session session = classifier.newSession()) {
      assertEquals(
          List.of(
              "prediction failed: the model's output is not finite",
              "red",
              "prediction failed: the model's output is not finite"),
          classify(session, GREEN, WHITE, BLUE));
    }
  }

  @Test
  void libtorchOutOfMemoryIsNobodysDeadLetter() throws IOException {
    try (Classifier classifier = load("out-of-memory");
        Session session = classifier.newSession()) {
      OutOfMemoryError error =
          assertThrows(OutOfMemoryError.class, () -> session.classify(List.of(RED, WHITE)));
      assertTrue(error.getMessage().startsWith("libtorch: "), error.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "two-tensors   | with 1 picture of 8x8 pixels, the model gives 2 tensors instead of one.",
        "doubles       | the model gives float64 instead of float32.",
        "one-at-a-time | in the warm-up with 2 pictures of 8x8 pixels, shape '[1, 3]' is invalid",
      })
  void aModelThatDoesNotFit(String model, String message) throws IOException {
    String refusal = refusal(bundle(new BundleBuilder().model(model)), settings(Precision.FP32, 4));
    assertTrue(
        refusal.startsWith("The model file " + temp.toRealPath().resolve("model.pt")), refusal);
    assertTrue(refusal.contains(message), refusal);
  }

  @Test
  void moreLabelsThanOutputs() throws IOException {
    String refusal =
        refusal(
            bundle(new BundleBuilder().labels("red\ngreen\nblue\nblack\n")),
            settings(Precision.FP32, 4));
    assertTrue(
        refusal.contains("the model gives a tensor of shape (1, 3) where there are 4 labels."),
        refusal);
  }

  @Test
  void aFileThatIsNoTorchScript() throws IOException {
    byte[] text = "no model".getBytes(StandardCharsets.UTF_8);
    String refusal =
        refusal(bundle(new BundleBuilder().file("model.pt", text)), settings(Precision.FP32, 1));
    assertTrue(
        refusal.contains("model.pt cannot be loaded: it must be TorchScript that libtorch 2."),
        refusal);
  }

  @Test
  void aPrecisionThatIsNotThere() throws IOException {
    String refusal = refusal(bundle(new BundleBuilder()), settings(Precision.INT8, 1));
    assertTrue(refusal.endsWith(" has no int8 file: choose one of its precisions, fp32."), refusal);
  }

  @Test
  void aGpuThatIsNotThere() throws IOException {
    ClassifierSettings settings =
        ClassifierSettings.builder()
            .precision(Precision.FP32)
            .topK(1)
            .maxBatch(1)
            .device(Device.GPU)
            .decoding(DecodeSettings.DEFAULTS)
            .build();
    String refusal = refusal(bundle(new BundleBuilder()), settings);
    assertTrue(refusal.startsWith("Device gpu was asked for, but libtorch "), refusal);
  }

  @Test
  void closedMeansClosed() throws IOException {
    int before = Classifier.loaded();
    Classifier classifier = load("colours");
    Session first = classifier.newSession();
    Session second = classifier.newSession();
    first.close();
    first.close();
    assertThrows(IllegalStateException.class, () -> first.classify(List.of(RED)));

    classifier.close();
    classifier.close();
    assertThrows(IllegalStateException.class, classifier::newSession);
    assertEquals(List.of("red"), classify(second, RED), "a session outlives its classifier");
    assertEquals(before + 1, Classifier.loaded());
    second.close();
    assertEquals(before, Classifier.loaded(), "native memory goes with the last session");
  }

  private Classifier load(String model) throws IOException {
    return Classifier.load(bundle(new BundleBuilder().model(model)), settings(Precision.FP32, 4));
  }

  private ModelBundle bundle(BundleBuilder builder) throws IOException {
    return BundleReader.read(builder.write(temp));
  }

  private static String refusal(ModelBundle bundle, ClassifierSettings settings) {
    return assertThrows(BundleException.class, () -> Classifier.load(bundle, settings))
        .getMessage();
  }

  private static ClassifierSettings settings(Precision precision, int maxBatch) {
    return ClassifierSettings.builder()
        .precision(precision)
        .topK(1)
        .maxBatch(maxBatch)
        .device(Device.CPU)
        .decoding(DecodeSettings.DEFAULTS)
        .build();
  }

  private static List<String> classify(Session session, byte[]... pictures) {
    return session.classify(List.of(pictures)).stream()
        .map(
            outcome ->
                outcome.fold(
                    labelled -> labelled.predictions().get(0).label().label(),
                    refusal -> refusal.detail()))
        .toList();
  }
}
