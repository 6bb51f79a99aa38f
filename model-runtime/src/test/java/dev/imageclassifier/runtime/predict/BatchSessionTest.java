package dev.imageclassifier.runtime.predict;

import static dev.imageclassifier.runtime.predict.PlainImages.BLUE;
import static dev.imageclassifier.runtime.predict.PlainImages.GREEN;
import static dev.imageclassifier.runtime.predict.PlainImages.RED;
import static dev.imageclassifier.runtime.predict.PlainImages.WHITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.contract.ErrorStage;
import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.contract.Sha256;
import dev.imageclassifier.runtime.bundle.ClassLabel;
import dev.imageclassifier.runtime.preprocess.PreprocessSettings;
import dev.imageclassifier.testkit.TestImages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchSessionTest {
  private static final PreprocessSettings PREPROCESSING =
      PreprocessSettings.builder()
          .width(8)
          .height(8)
          .resizeShort(8)
          .mean(List.of(0f, 0f, 0f))
          .std(List.of(1f, 1f, 1f))
          .build();
  private static final List<ClassLabel> LABELS =
      List.of(label("red"), label("green"), label("blue"));

  private final ColourForwardPass model = new ColourForwardPass(64);
  private final Session session =
      new BatchSession(
          ClassifierSettings.builder().topK(2).maxBatch(4).build(), PREPROCESSING, LABELS, model);

  @Test
  void reportsTheDurationOfEachStage() {
    List<String> reported = new ArrayList<>();
    session.classify(
        Arrays.asList(RED, null, BLUE),
        Duration.ofDays(1),
        (stage, images, start, end) -> {
          assertTrue(end >= start);
          reported.add(stage + " " + images);
        });
    assertEquals(
        List.of(
            "DECODE [0]",
            "PREPROCESS [0]",
            "DECODE [1]",
            "DECODE [2]",
            "PREPROCESS [2]",
            "PREDICT [0, 2]"),
        reported);
  }

  @Test
  void predictsABatchInOneCall() {
    assertEquals(List.of("red", "blue", "green", "blue"), classify(RED, BLUE, GREEN, BLUE));
    assertEquals(List.of(4), model.batches);
  }

  @Test
  void describesALabelledImage() {
    Outcome.Labelled labelled =
        assertInstanceOf(Outcome.Labelled.class, session.classify(List.of(GREEN)).get(0));
    // softmax of (0, 10, 0)
    double score = Math.exp(10) / (Math.exp(10) + 2);
    assertEquals(2, labelled.predictions().size());
    assertEquals(1, labelled.predictions().get(0).rank());
    assertEquals(1, labelled.predictions().get(0).classIndex());
    assertEquals(score, labelled.predictions().get(0).score(), 1e-6);
    assertEquals(
        new ClassificationResult.Image("png", 16, 12, GREEN.length, Sha256.hex(GREEN), null),
        labelled.image());
    ClassificationResult.Timing timing = labelled.timing();
    assertEquals(1, timing.batchSize());
    assertTrue(timing.decodeMs() > 0 && timing.preprocessMs() > 0 && timing.predictMs() >= 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void rejectsOnlyTheInvalidImage(int position) {
    byte[][] images = {RED, GREEN, BLUE, RED};
    images[position] = TestImages.NOT_AN_IMAGE;
    List<String> expected = new ArrayList<>(List.of("red", "green", "blue", "red"));
    expected.set(position, "NOT_AN_IMAGE");

    assertEquals(expected, classify(images));
    assertEquals(List.of(3), model.batches);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void rejectsOnlyTheImageThatMakesTheModelFail(int position) {
    model.failingFor(logits -> logits[0] + logits[1] + logits[2] > 29);
    byte[][] images = {RED, GREEN, BLUE, RED};
    images[position] = WHITE;
    List<String> expected = new ArrayList<>(List.of("red", "green", "blue", "red"));
    expected.set(position, "PREDICTION_FAILED");

    assertEquals(expected, classify(images));
    assertEquals(List.of(4, 1, 1, 1, 1), model.batches);
  }

  @Test
  void doesNotRetryASingleImage() {
    model.failingFor(logits -> true);
    Outcome outcome = session.classify(List.of(WHITE)).get(0);
    assertEquals(
        new Outcome.Rejected(
            DeadLetterReason.PREDICTION_FAILED,
            ErrorStage.PREDICT,
            "prediction failed: not this image",
            "java.lang.IllegalStateException"),
        outcome);
    assertEquals(List.of(1), model.batches);
  }

  @Test
  void reportsTheBatchSizeOfTheRetry() {
    model.failingFor(logits -> logits[0] + logits[1] + logits[2] > 29);
    Outcome outcome = session.classify(List.of(WHITE, RED)).get(1);
    assertEquals(1, assertInstanceOf(Outcome.Labelled.class, outcome).timing().batchSize());
  }

  @Test
  void rejectsNullAndEmpty() {
    assertEquals(List.of("EMPTY", "red", "EMPTY"), classify(null, RED, new byte[0]));
  }

  @Test
  void skipsThePredictCallWithoutDecodedImages() {
    assertEquals(List.of("NOT_AN_IMAGE"), classify(TestImages.NOT_AN_IMAGE));
    assertEquals(List.of(), model.batches);
  }

  @Test
  void isIndependentOfThePreviousBatch() {
    classify(RED, RED, RED, RED);
    assertEquals(List.of("blue"), classify(BLUE));
    assertEquals(List.of("NOT_AN_IMAGE", "green"), classify(TestImages.NOT_AN_IMAGE, GREEN));
  }

  @Test
  void propagatesErrors() {
    OutOfMemoryError error = new OutOfMemoryError("native");
    model.failing(error);
    assertSame(error, assertThrows(OutOfMemoryError.class, () -> session.classify(List.of(RED))));
  }

  @Test
  void rejectsBatchesOfAnInvalidSize() {
    assertThrows(IllegalArgumentException.class, () -> session.classify(List.of()));
    assertThrows(
        IllegalArgumentException.class, () -> session.classify(Collections.nCopies(5, RED)));
  }

  @Test
  void closesItsForwardPass() {
    session.close();
    assertTrue(model.closed);
  }

  private List<String> classify(byte[]... images) {
    return session.classify(Arrays.asList(images)).stream()
        .map(
            outcome ->
                outcome instanceof Outcome.Labelled labelled
                    ? labelled.predictions().get(0).label()
                    : ((Outcome.Rejected) outcome).reason().name())
        .toList();
  }

  private static ClassLabel label(String name) {
    return new ClassLabel(null, name, name);
  }
}
