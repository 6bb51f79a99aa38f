package dev.imageclassifier.runtime.predict;

import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.contract.ErrorStage;
import dev.imageclassifier.contract.Outcome.Rejected;
import dev.imageclassifier.runtime.bundle.ClassLabel;
import dev.imageclassifier.runtime.decode.DecodedImage;
import dev.imageclassifier.runtime.decode.ImageDecoder;
import dev.imageclassifier.runtime.decode.RejectedException;
import dev.imageclassifier.runtime.predict.StageListener.Stage;
import dev.imageclassifier.runtime.preprocess.Preprocessing;
import dev.imageclassifier.runtime.preprocess.Preprocessor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The batch: reading picture by picture, one predict, and the search for the guilty. */
final class BatchSession implements Session {
  private static final double NANOS_PER_MS = 1e6;

  private final ClassifierSettings settings;
  private final Preprocessing numbers;
  private final List<ClassLabel> labels;
  private final ImageDecoder decoder;
  private final Preprocessor preprocessor;
  private final BatchTensor tensor;
  private final Forward forward;

  BatchSession(
      ClassifierSettings settings,
      Preprocessing numbers,
      List<ClassLabel> labels,
      Forward forward) {
    this.settings = settings;
    this.numbers = numbers;
    this.labels = labels;
    this.decoder = new ImageDecoder(settings.decoding());
    this.preprocessor = new Preprocessor(numbers);
    this.tensor = new BatchTensor(numbers, settings.maxBatch());
    this.forward = forward;
  }

  @Override
  public List<Outcome> classify(List<byte[]> encoded, Duration readBudget, StageListener stages) {
    if (encoded.isEmpty() || encoded.size() > settings.maxBatch()) {
      throw new IllegalArgumentException(
          "a batch of " + encoded.size() + " pictures: it must be 1 to " + settings.maxBatch());
    }
    Outcome[] outcomes = new Outcome[encoded.size()];
    List<Slot> slots = new ArrayList<>(outcomes.length);
    long start = System.nanoTime();
    int read = 0;
    do {
      outcomes[read] = prepare(encoded.get(read), read, slots, stages);
      read++;
    } while (read < outcomes.length && System.nanoTime() - start < readBudget.toNanos());
    if (!slots.isEmpty()) {
      predict(slots, outcomes, stages);
    }
    return List.of(Arrays.copyOf(outcomes, read));
  }

  /** Fills the next slot and answers null, or leaves it and answers the refusal. */
  private Outcome prepare(byte[] encoded, int index, List<Slot> slots, StageListener stages) {
    long start = System.nanoTime();
    try {
      DecodedImage decoded = decoder.decode(encoded, numbers.resizeShort());
      long read = System.nanoTime();
      stages.took(Stage.READ, List.of(index), start, read);
      return preprocess(decoded, index, slots, millis(start, read), stages);
    } catch (RejectedException e) {
      stages.took(Stage.READ, List.of(index), start, System.nanoTime());
      return new Outcome.Refused(e.outcome());
    } finally {
      // other threads may wait for the memory of a large picture
      decoder.release();
    }
  }

  private Outcome preprocess(
      DecodedImage decoded, int index, List<Slot> slots, double readMs, StageListener stages) {
    long start = System.nanoTime();
    try {
      preprocessor.write(decoded.image(), tensor.floats(), slots.size());
    } catch (RuntimeException e) {
      return refused(
          ErrorStage.PREPROCESS, "preprocessing failed: " + PredictException.sentence(e), e);
    }
    long end = System.nanoTime();
    stages.took(Stage.PREPROCESS, List.of(index), start, end);
    slots.add(new Slot(index, decoded, readMs, millis(start, end)));
    return null;
  }

  private void predict(List<Slot> slots, Outcome[] outcomes, StageListener stages) {
    try {
      run(slots, 0, slots.size(), outcomes, stages);
    } catch (PredictException whole) {
      if (slots.size() == 1) {
        outcomes[slots.get(0).index()] = refused(whole);
        return;
      }
      for (int i = 0; i < slots.size(); i++) {
        try {
          run(slots, i, 1, outcomes, stages);
        } catch (PredictException alone) {
          outcomes[slots.get(i).index()] = refused(alone);
        }
      }
    }
  }

  private void run(List<Slot> slots, int first, int count, Outcome[] outcomes, StageListener stages)
      throws PredictException {
    long start = System.nanoTime();
    float[] logits;
    try {
      logits = forward.run(tensor.slice(first, count), count);
    } finally {
      List<Integer> pictures =
          slots.subList(first, first + count).stream().map(Slot::index).toList();
      stages.took(Stage.PREDICT, pictures, start, System.nanoTime());
    }
    double predictMs = millis(start, System.nanoTime());
    for (int i = 0; i < count; i++) {
      Slot slot = slots.get(first + i);
      double[] scores = Scores.softmax(logits, i * labels.size(), labels.size());
      outcomes[slot.index()] =
          scores == null
              ? refused(new PredictException("the model's output is not finite"))
              : slot.labelled(Scores.top(scores, settings.topK(), labels), predictMs, count);
    }
  }

  private static Outcome refused(PredictException e) {
    return refused(
        ErrorStage.PREDICT,
        "prediction failed: " + e.getMessage(),
        e.getCause() == null ? null : e.getCause());
  }

  private static Outcome refused(ErrorStage stage, String detail, Throwable thrown) {
    return new Outcome.Refused(
        new Rejected(
            DeadLetterReason.PREDICTION_FAILED,
            stage,
            detail,
            thrown == null ? "" : thrown.getClass().getName()));
  }

  private static double millis(long from, long to) {
    return (to - from) / NANOS_PER_MS;
  }

  @Override
  public void close() {
    forward.close();
  }
}
