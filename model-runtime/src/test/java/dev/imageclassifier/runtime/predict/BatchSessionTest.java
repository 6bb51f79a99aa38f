package dev.imageclassifier.runtime.predict;

import static dev.imageclassifier.runtime.predict.Pictures.BLUE;
import static dev.imageclassifier.runtime.predict.Pictures.GREEN;
import static dev.imageclassifier.runtime.predict.Pictures.NO_PICTURE;
import static dev.imageclassifier.runtime.predict.Pictures.RED;
import static dev.imageclassifier.runtime.predict.Pictures.WHITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.contract.ErrorStage;
import dev.imageclassifier.contract.Outcome.Rejected;
import dev.imageclassifier.runtime.bundle.ClassLabel;
import dev.imageclassifier.runtime.bundle.Precision;
import dev.imageclassifier.runtime.decode.DecodeSettings;
import dev.imageclassifier.runtime.decode.ImageFormat;
import dev.imageclassifier.runtime.preprocess.Preprocessing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchSessionTest {
  private static final Preprocessing NUMBERS =
      Preprocessing.builder()
          .width(8)
          .height(8)
          .resizeShort(8)
          .mean(List.of(0f, 0f, 0f))
          .std(List.of(1f, 1f, 1f))
          .build();
  private static final List<ClassLabel> LABELS =
      List.of(label("red"), label("green"), label("blue"));

  private final ColourForward model = new ColourForward(64);
  private final Session session =
      new BatchSession(
          ClassifierSettings.builder()
              .precision(Precision.FP32)
              .topK(2)
              .maxBatch(4)
              .device(ClassifierSettings.Device.CPU)
              .decoding(DecodeSettings.DEFAULTS)
              .build(),
          NUMBERS,
          LABELS,
          model);

  @Test
  void whoWantsToKnowIsToldHowLongEachStageTook() {
    List<String> told = new ArrayList<>();
    session.classify(
        Arrays.asList(RED, null, BLUE),
        Duration.ofDays(1),
        (stage, pictures, start, end) -> {
          assertTrue(end >= start);
          told.add(stage + " " + pictures);
        });
    assertEquals(
        List.of(
            "READ [0]",
            "PREPROCESS [0]",
            "READ [1]",
            "READ [2]",
            "PREPROCESS [2]",
            "PREDICT [0, 2]"),
        told);
  }

  @Test
  void oneBatchIsOnePredictInOrder() {
    assertEquals(List.of("red", "blue", "green", "blue"), classify(RED, BLUE, GREEN, BLUE));
    assertEquals(List.of(4), model.batches);
  }

  @Test
  void whatALabelledPictureSays() {
    Outcome.Labelled labelled =
        assertInstanceOf(Outcome.Labelled.class, session.classify(List.of(GREEN)).get(0));
    // softmax of (0, 10, 0)
    double score = Math.exp(10) / (Math.exp(10) + 2);
    assertEquals(2, labelled.predictions().size());
    assertEquals(1, labelled.predictions().get(0).rank());
    assertEquals(1, labelled.predictions().get(0).classIndex());
    assertEquals(score, labelled.predictions().get(0).score(), 1e-6);
    assertEquals(ImageFormat.PNG, labelled.format());
    assertEquals(16, labelled.width());
    assertEquals(12, labelled.height());
    assertEquals(1, labelled.batchSize());
    assertTrue(labelled.decodeMs() > 0 && labelled.preprocessMs() > 0 && labelled.predictMs() > 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void aBadPictureAtEachPositionCostsItselfAlone(int position) {
    byte[][] pictures = {RED, GREEN, BLUE, RED};
    pictures[position] = NO_PICTURE;
    List<String> expected = new ArrayList<>(List.of("red", "green", "blue", "red"));
    expected.set(position, "NOT_AN_IMAGE");

    assertEquals(expected, classify(pictures));
    assertEquals(List.of(3), model.batches);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void aPictureThatMakesThePredictThrowIsFoundAtEachPosition(int position) {
    model.throwingAt(logits -> logits[0] + logits[1] + logits[2] > 29);
    byte[][] pictures = {RED, GREEN, BLUE, RED};
    pictures[position] = WHITE;
    List<String> expected = new ArrayList<>(List.of("red", "green", "blue", "red"));
    expected.set(position, "PREDICTION_FAILED");

    assertEquals(expected, classify(pictures));
    assertEquals(List.of(4, 1, 1, 1, 1), model.batches);
  }

  @Test
  void aSinglePictureThatThrowsIsNotTriedAgain() {
    model.throwingAt(logits -> true);
    Outcome outcome = session.classify(List.of(WHITE)).get(0);
    assertEquals(
        new Outcome.Refused(
            new Rejected(
                DeadLetterReason.PREDICTION_FAILED,
                ErrorStage.PREDICT,
                "prediction failed: not this picture",
                "java.lang.IllegalStateException")),
        outcome);
    assertEquals(List.of(1), model.batches);
  }

  @Test
  void retriedPicturesTellTheirOwnPredict() {
    model.throwingAt(logits -> logits[0] + logits[1] + logits[2] > 29);
    Outcome outcome = session.classify(List.of(WHITE, RED)).get(1);
    assertEquals(1, assertInstanceOf(Outcome.Labelled.class, outcome).batchSize());
  }

  @Test
  void nullAndEmptyAreRefused() {
    assertEquals(List.of("EMPTY", "red", "EMPTY"), classify(null, RED, new byte[0]));
  }

  @Test
  void nothingReadableMeansNoPredict() {
    assertEquals(List.of("NOT_AN_IMAGE"), classify(NO_PICTURE));
    assertEquals(List.of(), model.batches);
  }

  @Test
  void aBatchLeavesNothingBehindForTheNext() {
    classify(RED, RED, RED, RED);
    assertEquals(List.of("blue"), classify(BLUE));
    assertEquals(List.of("NOT_AN_IMAGE", "green"), classify(NO_PICTURE, GREEN));
  }

  @Test
  void anErrorIsNobodysDeadLetter() {
    OutOfMemoryError error = new OutOfMemoryError("native");
    model.failing(error);
    assertSame(error, assertThrows(OutOfMemoryError.class, () -> session.classify(List.of(RED))));
  }

  @Test
  void batchesOutOfBoundsAreABug() {
    assertThrows(IllegalArgumentException.class, () -> session.classify(List.of()));
    assertThrows(
        IllegalArgumentException.class, () -> session.classify(Collections.nCopies(5, RED)));
  }

  @Test
  void closesItsForward() {
    session.close();
    assertTrue(model.closed);
  }

  private List<String> classify(byte[]... pictures) {
    return session.classify(Arrays.asList(pictures)).stream()
        .map(
            outcome ->
                outcome.fold(
                    labelled -> labelled.predictions().get(0).label().label(),
                    refusal -> refusal.reason().name()))
        .toList();
  }

  private static ClassLabel label(String name) {
    return new ClassLabel(null, name, name);
  }
}
