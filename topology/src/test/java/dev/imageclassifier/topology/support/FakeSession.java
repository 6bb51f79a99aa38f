package dev.imageclassifier.topology.support;

import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.DeadLetterReason;
import dev.imageclassifier.contract.ErrorStage;
import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.contract.Sha256;
import dev.imageclassifier.runtime.predict.Session;
import dev.imageclassifier.runtime.predict.StageListener;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A session whose outcome depends on the text of the image: {@code bad…} is rejected, {@code
 * abort…} crashes the process as native code does, {@code error…} throws an Error, {@code slow…}
 * uses up the decode budget, and any other text is labelled. Records the images of each batch.
 */
public final class FakeSession implements Session {
  /** The identity of the fake model. */
  public static final ClassificationResult.Model MODEL =
      new ClassificationResult.Model("fake", "1", "fp32", "sha256:" + "0".repeat(64));

  private final List<List<String>> batches = new ArrayList<>();
  private final long millisecondsPerImage;

  public FakeSession() {
    this(0);
  }

  /** A session that needs this time for each image. */
  public FakeSession(long millisecondsPerImage) {
    this.millisecondsPerImage = millisecondsPerImage;
  }

  /** The images of each batch, as text. */
  public List<List<String>> batches() {
    return batches;
  }

  @Override
  public List<Outcome> classify(List<byte[]> encoded, Duration decodeBudget, StageListener stages) {
    batches.add(encoded.stream().map(FakeSession::text).toList());
    List<Outcome> outcomes = new ArrayList<>();
    for (byte[] image : encoded) {
      long start = System.nanoTime();
      outcomes.add(classify(image, encoded.size()));
      List<Integer> index = List.of(outcomes.size() - 1);
      stages.completed(StageListener.Stage.DECODE, index, start, System.nanoTime());
      if (image != null && new String(image, StandardCharsets.UTF_8).startsWith("slow")) {
        break; // as if the decode budget were used up
      }
    }
    long now = System.nanoTime();
    List<Integer> all = IntStream.range(0, outcomes.size()).boxed().toList();
    stages.completed(StageListener.Stage.PREPROCESS, all, now, now);
    stages.completed(StageListener.Stage.PREDICT, all, now, System.nanoTime());
    return outcomes;
  }

  private static String text(byte[] image) {
    return image == null ? "null" : new String(image, StandardCharsets.UTF_8);
  }

  private Outcome classify(byte[] image, int batchSize) {
    if (image == null || image.length == 0) {
      return rejected(DeadLetterReason.EMPTY, "no bytes");
    }
    String text = new String(image, StandardCharsets.UTF_8);
    if (text.startsWith("abort")) {
      crash();
    }
    if (text.startsWith("error")) {
      throw new OutOfMemoryError("made by the test");
    }
    pause();
    if (text.startsWith("bad")) {
      return rejected(DeadLetterReason.CORRUPT, text);
    }
    return new Outcome.Labelled(
        List.of(new ClassificationResult.Prediction(1, "cat", 0.75, 3, null)),
        new ClassificationResult.Image("png", 4, 3, image.length, Sha256.hex(image), null),
        new ClassificationResult.Timing(0.5, 0.25, 1.5, batchSize));
  }

  private void pause() {
    if (millisecondsPerImage > 0) {
      try {
        Thread.sleep(millisecondsPerImage);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Outcome rejected(DeadLetterReason reason, String detail) {
    return new Outcome.Rejected(reason, ErrorStage.DECODE, detail, "java.io.IOException");
  }

  /** Writes to address 0, which causes a SIGSEGV, as a bug in a native decoder can. */
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
