package dev.imageclassifier.topology.support;

import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.contract.ErrorStage;
import dev.imageclassifier.contract.Outcome.Rejected;
import dev.imageclassifier.runtime.bundle.ClassLabel;
import dev.imageclassifier.runtime.decode.ImageFormat;
import dev.imageclassifier.runtime.predict.ModelIdentity;
import dev.imageclassifier.runtime.predict.Outcome;
import dev.imageclassifier.runtime.predict.Prediction;
import dev.imageclassifier.runtime.predict.Session;
import dev.imageclassifier.runtime.predict.StageListener;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A session that answers from the text of the "picture": {@code bad…} is refused, {@code abort…}
 * kills the process as a crash in native code does, {@code error…} throws an Error, {@code slow…}
 * uses up the budget, and anything else is labelled. Keeps the size of each batch.
 */
public final class FakeSession implements Session {
  /** The model that it claims to be. */
  public static final ModelIdentity MODEL =
      new ModelIdentity("fake", "1", "fp32", "sha256:" + "0".repeat(64));

  private final List<Integer> batches = new ArrayList<>();
  private final long millisecondsPerPicture;

  public FakeSession() {
    this(0);
  }

  /** A session that works this long on each picture. */
  public FakeSession(long millisecondsPerPicture) {
    this.millisecondsPerPicture = millisecondsPerPicture;
  }

  /** Sizes of the batches so far. */
  public List<Integer> batches() {
    return batches;
  }

  @Override
  public List<Outcome> classify(List<byte[]> encoded, Duration readBudget, StageListener stages) {
    batches.add(encoded.size());
    List<Outcome> outcomes = new ArrayList<>();
    for (byte[] picture : encoded) {
      long start = System.nanoTime();
      outcomes.add(classify(picture, encoded.size()));
      List<Integer> index = List.of(outcomes.size() - 1);
      stages.took(StageListener.Stage.READ, index, start, System.nanoTime());
      if (picture != null && new String(picture, StandardCharsets.UTF_8).startsWith("slow")) {
        break; // as if it had used up the budget
      }
    }
    long now = System.nanoTime();
    List<Integer> all = IntStream.range(0, outcomes.size()).boxed().toList();
    stages.took(StageListener.Stage.PREPROCESS, all, now, now);
    stages.took(StageListener.Stage.PREDICT, all, now, System.nanoTime());
    return outcomes;
  }

  private Outcome classify(byte[] picture, int batchSize) {
    if (picture == null || picture.length == 0) {
      return refused(DeadLetterReason.EMPTY, "no bytes");
    }
    String text = new String(picture, StandardCharsets.UTF_8);
    if (text.startsWith("abort")) {
      crash();
    }
    if (text.startsWith("error")) {
      throw new OutOfMemoryError("made by the test");
    }
    pause();
    if (text.startsWith("bad")) {
      return refused(DeadLetterReason.CORRUPT, text);
    }
    return new Outcome.Labelled(
        List.of(new Prediction(1, new ClassLabel(null, "cat", "cat"), 3, 0.75)),
        ImageFormat.PNG,
        4,
        3,
        false,
        0.5,
        0.25,
        1.5,
        batchSize);
  }

  private void pause() {
    if (millisecondsPerPicture > 0) {
      try {
        Thread.sleep(millisecondsPerPicture);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Outcome refused(DeadLetterReason reason, String detail) {
    return new Outcome.Refused(
        new Rejected(reason, ErrorStage.DECODE, detail, "java.io.IOException"));
  }

  /** Writes to address zero: SIGSEGV, as a broken native decoder would. */
  private static void crash() {
    try {
      Class<?> unsafe = Class.forName("sun.misc.Unsafe");
      Field instance = unsafe.getDeclaredField("theUnsafe");
      instance.setAccessible(true);
      unsafe.getMethod("putAddress", long.class, long.class).invoke(instance.get(null), 0L, 0L);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {}
}
