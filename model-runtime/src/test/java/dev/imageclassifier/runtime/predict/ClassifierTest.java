package dev.imageclassifier.runtime.predict;

import static dev.imageclassifier.runtime.predict.PlainImages.BLUE;
import static dev.imageclassifier.runtime.predict.PlainImages.GREEN;
import static dev.imageclassifier.runtime.predict.PlainImages.RED;
import static dev.imageclassifier.runtime.predict.PlainImages.WHITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.runtime.bundle.BundleBuilder;
import dev.imageclassifier.runtime.bundle.BundleException;
import dev.imageclassifier.runtime.bundle.BundleReader;
import dev.imageclassifier.runtime.bundle.ModelBundle;
import dev.imageclassifier.runtime.bundle.Precision;
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

/** Uses libtorch and the small models of {@code src/test/resources/models}. */
class ClassifierTest {
  @TempDir Path temp;

  @Test
  void classifiesAndIdentifiesTheModel() throws IOException {
    ModelBundle bundle = bundle(new BundleBuilder());
    try (Classifier classifier = Classifier.load(bundle, settings(Precision.FP32, 4));
        Session session = classifier.newSession()) {
      assertEquals(List.of("red", "blue", "green"), classify(session, RED, BLUE, GREEN));
      assertEquals(
          new ClassificationResult.Model("test", "7", "fp32", bundle.digests().get(Precision.FP32)),
          classifier.model());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void rejectsOnlyTheImageThatMakesTheModelFail(int position) throws IOException {
    byte[][] images = {RED, GREEN, BLUE};
    images[position] = WHITE;
    List<String> expected = new ArrayList<>(List.of("red", "green", "blue"));
    expected.set(position, "prediction failed: a white image");
    try (Classifier classifier = load("fails-for-white");
        Session session = classifier.newSession()) {
      assertEquals(expected, classify(session, images));
      assertEquals(List.of("red"), classify(session, RED));
    }
  }

  @Test
  void rejectsImagesWithInfiniteLogits() throws IOException {
    try (Classifier classifier = load("logarithm");
        Session session = classifier.newSession()) {
      assertEquals(
          List.of(
              "prediction failed: the output of the model is not finite",
              "red",
              "prediction failed: the output of the model is not finite"),
          classify(session, GREEN, WHITE, BLUE));
    }
  }

  @Test
  void propagatesOutOfMemoryOfLibtorch() throws IOException {
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
        "two-tensors   | with batch size 1 and 8x8 pixels failed: the model returned 2 tensors instead of one.",
        "doubles       | the model returned float64 instead of float32.",
        "batch-of-one | warm-up with batch size 2 and 8x8 pixels failed: shape '[1, 3]' is invalid",
      })
  void rejectsAModelThatDoesNotFit(String model, String expected) throws IOException {
    String message = message(bundle(new BundleBuilder().model(model)), settings(Precision.FP32, 4));
    assertTrue(
        message.startsWith("The model file " + temp.toRealPath().resolve("model.pt")), message);
    assertTrue(message.contains(expected), message);
  }

  @Test
  void rejectsMoreLabelsThanOutputs() throws IOException {
    String message =
        message(
            bundle(new BundleBuilder().labels("red\ngreen\nblue\nblack\n")),
            settings(Precision.FP32, 4));
    assertTrue(
        message.contains("the model returned a tensor of shape (1, 3) for 4 labels."), message);
  }

  @Test
  void rejectsAFileThatIsNotTorchScript() throws IOException {
    byte[] text = "no model".getBytes(StandardCharsets.UTF_8);
    String message =
        message(bundle(new BundleBuilder().file("model.pt", text)), settings(Precision.FP32, 1));
    assertTrue(
        message.startsWith("Cannot load the model file ")
            && message.contains("model.pt: it must be TorchScript for libtorch 2."),
        message);
  }

  @Test
  void rejectsAMissingPrecision() throws IOException {
    String message = message(bundle(new BundleBuilder()), settings(Precision.INT8, 1));
    assertTrue(message.endsWith(" has no int8 file. Available precisions: fp32."), message);
  }

  @Test
  void rejectsAMissingGpu() throws IOException {
    ClassifierSettings settings = ClassifierSettings.builder().device(Device.GPU).build();
    String message = message(bundle(new BundleBuilder()), settings);
    assertTrue(message.contains(" found no GPU. Use device cpu"), message);
  }

  @Test
  void freesNativeMemoryWithTheLastSession() throws IOException {
    int before = Classifier.loadedModels();
    Classifier classifier = load("colours");
    Session first = classifier.newSession();
    Session second = classifier.newSession();
    first.close();
    first.close();
    assertThrows(IllegalStateException.class, () -> first.classify(List.of(RED)));

    classifier.close();
    classifier.close();
    assertThrows(IllegalStateException.class, classifier::newSession);
    assertEquals(
        List.of("red"), classify(second, RED), "sessions work after the classifier was closed");
    assertEquals(before + 1, Classifier.loadedModels());
    second.close();
    assertEquals(before, Classifier.loadedModels(), "the last session frees the native memory");
  }

  private Classifier load(String model) throws IOException {
    return Classifier.load(bundle(new BundleBuilder().model(model)), settings(Precision.FP32, 4));
  }

  private ModelBundle bundle(BundleBuilder builder) throws IOException {
    return BundleReader.read(builder.write(temp));
  }

  private static String message(ModelBundle bundle, ClassifierSettings settings) {
    return assertThrows(BundleException.class, () -> Classifier.load(bundle, settings))
        .getMessage();
  }

  private static ClassifierSettings settings(Precision precision, int maxBatch) {
    return ClassifierSettings.builder().precision(precision).topK(1).maxBatch(maxBatch).build();
  }

  private static List<String> classify(Session session, byte[]... images) {
    return session.classify(List.of(images)).stream()
        .map(
            outcome ->
                outcome instanceof Outcome.Labelled labelled
                    ? labelled.predictions().get(0).label()
                    : ((Outcome.Rejected) outcome).detail())
        .toList();
  }
}
