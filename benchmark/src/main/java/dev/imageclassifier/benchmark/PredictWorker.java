package dev.imageclassifier.benchmark;

import dev.imageclassifier.runtime.predict.BarePredict;
import dev.imageclassifier.runtime.predict.Classifier;
import java.util.List;

/** Row a: pictures that were read and preprocessed long ago. */
final class PredictWorker implements Worker {
  private final BarePredict model;

  PredictWorker(Classifier classifier, Corpus corpus) {
    model = classifier.newBarePredict();
    model.fill(corpus.pictures());
  }

  @Override
  public void work(List<byte[]> pictures, Tally tally) {
    long start = System.nanoTime();
    int good = model.predict(pictures.size());
    tally.latency(System.nanoTime() - start);
    tally.labelled(good);
    tally.refused(pictures.size() - good);
  }

  @Override
  public void close() {
    model.close();
  }
}
