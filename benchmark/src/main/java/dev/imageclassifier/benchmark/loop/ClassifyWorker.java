package dev.imageclassifier.benchmark.loop;

import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.runtime.predict.Session;
import java.util.List;

/** Row c: the work of a stream thread on a batch, without Kafka. */
public final class ClassifyWorker implements ImageWorker {
  private final Session session;

  /** Uses this session and closes it. */
  public ClassifyWorker(Session session) {
    this.session = session;
  }

  @Override
  public void process(List<byte[]> images, LoopTally tally) {
    for (Outcome outcome : session.classify(images)) {
      if (outcome instanceof Outcome.Labelled labelled) {
        tally.part("decode", labelled.timing().decodeMs());
        tally.part("preprocess", labelled.timing().preprocessMs());
        tally.part("predict", labelled.timing().predictMs() / labelled.timing().batchSize());
      }
      tally.image(outcome instanceof Outcome.Labelled);
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
