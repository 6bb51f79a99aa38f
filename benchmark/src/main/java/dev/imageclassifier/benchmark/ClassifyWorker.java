package dev.imageclassifier.benchmark;

import dev.imageclassifier.runtime.predict.Outcome;
import dev.imageclassifier.runtime.predict.Session;
import java.util.List;

/** Row c: what a stream thread does with a batch, without Kafka around it. */
final class ClassifyWorker implements Worker {
  private final Session session;

  ClassifyWorker(Session session) {
    this.session = session;
  }

  @Override
  public void work(List<byte[]> pictures, Tally tally) {
    long start = System.nanoTime();
    List<Outcome> outcomes = session.classify(pictures);
    tally.latency(System.nanoTime() - start);
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.Labelled labelled) {
        tally.labelled(1);
        tally.part("decode", labelled.decodeMs());
        tally.part("preprocess", labelled.preprocessMs());
        tally.part("predict", labelled.predictMs() / labelled.batchSize());
      } else {
        tally.refused(1);
      }
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
