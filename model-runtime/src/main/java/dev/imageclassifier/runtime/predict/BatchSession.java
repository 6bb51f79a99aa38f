package dev.imageclassifier.runtime.predict;

import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.contract.ErrorStage;
import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.runtime.bundle.ClassLabel;
import dev.imageclassifier.runtime.decode.DecodedImage;
import dev.imageclassifier.runtime.decode.ImageDecoder;
import dev.imageclassifier.runtime.decode.RejectedException;
import dev.imageclassifier.runtime.predict.StageListener.Stage;
import dev.imageclassifier.runtime.preprocess.PreprocessSettings;
import dev.imageclassifier.runtime.preprocess.Preprocessor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Decodes and preprocesses image by image, then predicts the batch. */
final class BatchSession implements Session {
  private static final double NANOS_PER_MS = 1e6;

  private final ClassifierSettings settings;
  private final PreprocessSettings preprocessing;
  private final List<ClassLabel> labels;
  private final ImageDecoder decoder;
  private final Preprocessor preprocessor;
  private final BatchTensor tensor;
  private final ForwardPass forwardPass;

  BatchSession(
      ClassifierSettings settings,
      PreprocessSettings preprocessing,
      List<ClassLabel> labels,
      ForwardPass forwardPass) {
    this.settings = settings;
    this.preprocessing = preprocessing;
    this.labels = labels;
    this.decoder = new ImageDecoder(settings.decoding());
    this.preprocessor = new Preprocessor(preprocessing);
    this.tensor = new BatchTensor(preprocessing, settings.maxBatch());
    this.forwardPass = forwardPass;
  }

  @Override
  public List<Outcome> classify(List<byte[]> encoded, Duration decodeBudget, StageListener stages) {
    if (encoded.isEmpty() || encoded.size() > settings.maxBatch()) {
      throw new IllegalArgumentException(
          "batch of %d images: must be 1 to %d".formatted(encoded.size(), settings.maxBatch()));
    }
    Outcome[] outcomes = new Outcome[encoded.size()];
    List<Slot> slots = new ArrayList<>(outcomes.length);
    long start = System.nanoTime();
    int done = 0;
    do {
      outcomes[done] = prepare(encoded.get(done), done, slots, stages);
      done++;
    } while (done < outcomes.length && System.nanoTime() - start < decodeBudget.toNanos());
    if (!slots.isEmpty()) {
      predict(slots, outcomes, stages);
    }
    return List.of(Arrays.copyOf(outcomes, done));
  }

  /** Writes an image to the next slot and returns null, or returns the rejection. */
  private Outcome prepare(byte[] encoded, int index, List<Slot> slots, StageListener stages) {
    long start = System.nanoTime();
    try {
      DecodedImage decoded = decoder.decode(encoded, preprocessing.resizeShort());
      long decodedAt = System.nanoTime();
      stages.completed(Stage.DECODE, List.of(index), start, decodedAt);
      Slot slot = Slot.of(index, decoded, encoded, millis(start, decodedAt));
      return preprocess(decoded, slot, slots, stages);
    } catch (RejectedException e) {
      stages.completed(Stage.DECODE, List.of(index), start, System.nanoTime());
      return e.outcome();
    } finally {
      // other threads may wait for the memory of a large image
      decoder.release();
    }
  }

  private Outcome preprocess(
      DecodedImage decoded, Slot slot, List<Slot> slots, StageListener stages) {
    long start = System.nanoTime();
    try {
      preprocessor.write(decoded.image(), tensor.floats(), slots.size());
    } catch (RuntimeException e) {
      return rejected(
          ErrorStage.PREPROCESS, "preprocessing failed: " + PredictException.summary(e), e);
    }
    long end = System.nanoTime();
    stages.completed(Stage.PREPROCESS, List.of(slot.index()), start, end);
    slots.add(slot.preprocessed(millis(start, end)));
    return null;
  }

  /** Predicts all images together. If that fails, predicts each one alone. */
  private void predict(List<Slot> slots, Outcome[] outcomes, StageListener stages) {
    try {
      predict(slots, 0, slots.size(), outcomes, stages);
    } catch (PredictException batch) {
      if (slots.size() == 1) {
        outcomes[slots.get(0).index()] = rejected(batch);
        return;
      }
      for (int i = 0; i < slots.size(); i++) {
        try {
          predict(slots, i, 1, outcomes, stages);
        } catch (PredictException single) {
          outcomes[slots.get(i).index()] = rejected(single);
        }
      }
    }
  }

  private void predict(
      List<Slot> slots, int first, int count, Outcome[] outcomes, StageListener stages)
      throws PredictException {
    long start = System.nanoTime();
    float[] logits;
    try {
      logits = forwardPass.run(tensor.slice(first, count), count);
    } finally {
      List<Integer> images = slots.subList(first, first + count).stream().map(Slot::index).toList();
      stages.completed(Stage.PREDICT, images, start, System.nanoTime());
    }
    double predictMs = millis(start, System.nanoTime());
    for (int i = 0; i < count; i++) {
      Slot slot = slots.get(first + i);
      double[] scores = Scores.softmax(logits, i * labels.size(), labels.size());
      outcomes[slot.index()] =
          scores == null
              ? rejected(new PredictException("the output of the model is not finite"))
              : slot.labelled(Scores.top(scores, settings.topK(), labels), predictMs, count);
    }
  }

  private static Outcome rejected(PredictException e) {
    return rejected(ErrorStage.PREDICT, "prediction failed: " + e.getMessage(), e.getCause());
  }

  private static Outcome rejected(ErrorStage stage, String detail, Throwable cause) {
    return new Outcome.Rejected(
        DeadLetterReason.PREDICTION_FAILED,
        stage,
        detail,
        cause == null ? "" : cause.getClass().getName());
  }

  private static double millis(long from, long to) {
    return (to - from) / NANOS_PER_MS;
  }

  @Override
  public void close() {
    forwardPass.close();
  }
}
