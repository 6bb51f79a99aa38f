package dev.imageclassifier.benchmark;

import dev.imageclassifier.runtime.predict.NaiveBaseline;
import java.util.List;

/** Row e: one picture at a time, everything made anew for each. */
final class NaiveWorker implements Worker {
  private final NaiveBaseline model;

  NaiveWorker(NaiveBaseline model) {
    this.model = model;
  }

  @Override
  public void work(List<byte[]> pictures, Tally tally) {
    for (byte[] picture : pictures) {
      long start = System.nanoTime();
      boolean labelled = model.classify(picture).isPresent();
      tally.latency(System.nanoTime() - start);
      tally.labelled(labelled ? 1 : 0);
      tally.refused(labelled ? 0 : 1);
    }
  }
}
