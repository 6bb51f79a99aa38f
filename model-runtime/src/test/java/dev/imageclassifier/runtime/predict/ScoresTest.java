package dev.imageclassifier.runtime.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.imageclassifier.contract.ClassificationResult.Prediction;
import dev.imageclassifier.runtime.bundle.ClassLabel;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoresTest {

  @Test
  void softmaxReturnsKnownValues() {
    // e^0 : e^ln2 : e^ln3 = 1 : 2 : 3
    float[] logits = {9, 0, (float) Math.log(2), (float) Math.log(3), 9};
    assertArrayEquals(new double[] {1 / 6.0, 2 / 6.0, 3 / 6.0}, Scores.softmax(logits, 1, 3), 1e-7);
  }

  @Test
  void softmaxDoesNotOverflow() {
    assertArrayEquals(new double[] {1, 0}, Scores.softmax(new float[] {3e38f, -3e38f}, 0, 2), 0);
    assertArrayEquals(
        new double[] {0.5, 0.5}, Scores.softmax(new float[] {-3e38f, -3e38f}, 0, 2), 0);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void softmaxReturnsNullForInfiniteLogits(float logit) {
    assertNull(Scores.softmax(new float[] {0, logit}, 0, 2));
  }

  @Test
  void topReturnsTheBestScoresSorted() {
    Random random = new Random(1);
    for (int round = 0; round < 200; round++) {
      int classes = 1 + random.nextInt(20);
      // few distinct values, so that there are ties
      double[] scores = random.doubles(classes).map(x -> Math.floor(x * 5) / 5).toArray();
      int k = 1 + random.nextInt(25);
      List<Integer> sorted =
          IntStream.range(0, classes)
              .boxed()
              .sorted(Comparator.comparing((Integer i) -> -scores[i]))
              .limit(k)
              .toList();
      List<Prediction> top = Scores.top(scores, k, labels(classes));
      assertEquals(sorted, top.stream().map(Prediction::classIndex).toList());
      for (int i = 0; i < top.size(); i++) {
        int index = top.get(i).classIndex();
        assertEquals(
            new Prediction(i + 1, "class " + index, scores[index], index, null), top.get(i));
      }
    }
  }

  @Test
  void topReturnsAllClassesForALargerK() {
    assertEquals(2, Scores.top(new double[] {0.4, 0.6}, 9, labels(2)).size());
  }

  private static List<ClassLabel> labels(int classes) {
    ClassLabel[] labels = new ClassLabel[classes];
    Arrays.setAll(labels, i -> new ClassLabel(null, "class " + i, "class " + i));
    return List.of(labels);
  }
}
