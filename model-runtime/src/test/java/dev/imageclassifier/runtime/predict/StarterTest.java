package dev.imageclassifier.runtime.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.ClassificationResult.Prediction;
import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.runtime.bundle.BundleFinder;
import dev.imageclassifier.runtime.bundle.BundleReader;
import dev.imageclassifier.runtime.bundle.ModelBundle;
import dev.imageclassifier.runtime.bundle.Precision;
import dev.imageclassifier.testkit.TestImages;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bundled model with threads and batches, in both precisions. */
class StarterTest {
  private static final List<byte[]> IMAGES =
      LongStream.range(0, 16).mapToObj(seed -> TestImages.blocks(60, 45, seed)).toList();

  @ParameterizedTest
  @EnumSource(Precision.class)
  void allThreadsReturnEqualLabels(Precision precision)
      throws InterruptedException, ExecutionException {
    try (Classifier classifier = load(precision, 4)) {
      List<List<Prediction>> alone;
      try (Session session = classifier.newSession()) {
        alone = labels(session, 4);
      }
      ExecutorService threads = Executors.newFixedThreadPool(4);
      try {
        List<Future<List<List<Prediction>>>> answers = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
          answers.add(
              threads.submit(
                  () -> {
                    try (Session session = classifier.newSession()) {
                      labels(session, 4);
                      return labels(session, 4);
                    }
                  }));
        }
        for (Future<List<List<Prediction>>> answer : answers) {
          assertEquals(alone, answer.get());
        }
      } finally {
        threads.shutdownNow();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void doesNotLeakNativeArrays(Precision precision) {
    try (Classifier classifier = load(precision, 4);
        Session session = classifier.newSession()) {
      labels(session, 4);
      int arrays = classifier.liveArrays();
      for (int round = 0; round < 20; round++) {
        labels(session, 4);
        session.classify(List.of(TestImages.NOT_AN_IMAGE, PlainImages.RED));
        assertEquals(arrays, classifier.liveArrays());
      }
      for (int i = 0; i < 20; i++) {
        Session another = classifier.newSession();
        labels(another, 4);
        another.close();
        assertEquals(arrays, classifier.liveArrays());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void aBatchReturnsTheLabelsOfItsImages(Precision precision) {
    try (Classifier classifier = load(precision, 4);
        Session session = classifier.newSession()) {
      List<List<Prediction>> alone = labels(session, 1);
      List<List<Prediction>> together = labels(session, 4);
      for (int i = 0; i < alone.size(); i++) {
        for (int rank = 0; rank < 3; rank++) {
          assertEquals(alone.get(i).get(rank).classIndex(), together.get(i).get(rank).classIndex());
          double difference = alone.get(i).get(rank).score() - together.get(i).get(rank).score();
          assertTrue(Math.abs(difference) < 1e-5, "difference " + difference);
        }
      }
    }
  }

  private static List<List<Prediction>> labels(Session session, int batch) {
    List<List<Prediction>> labels = new ArrayList<>();
    for (int i = 0; i < IMAGES.size(); i += batch) {
      for (Outcome outcome : session.classify(IMAGES.subList(i, i + batch))) {
        labels.add(((Outcome.Labelled) outcome).predictions());
      }
    }
    return labels;
  }

  private static Classifier load(Precision precision, int maxBatch) {
    ModelBundle bundle = BundleReader.read(BundleFinder.fromEnvironment().find("starter"));
    return Classifier.load(
        bundle, ClassifierSettings.builder().precision(precision).maxBatch(maxBatch).build());
  }
}
