package dev.imageclassifier.runtime.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.runtime.bundle.BundleFinder;
import dev.imageclassifier.runtime.bundle.BundleReader;
import dev.imageclassifier.runtime.bundle.ModelBundle;
import dev.imageclassifier.runtime.decode.images.Corpus;
import dev.imageclassifier.runtime.decode.images.OrientedImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Compares labels with those of the reference pipeline, and the labels of one image in all
 * orientations.
 */
class LabelAgreementTest {
  /** If the two best scores are closer than this, rounding may decide. */
  private static final double TIE = 0.02;

  private static final int TOP_K = 5;

  @Test
  void labelsEqualTheReferenceExceptForTies() throws IOException {
    Path golden = Corpus.path("golden/mobilenet-v2.jsonl");
    int compared = 0;
    int ties = 0;
    List<String> different = new ArrayList<>();
    try (Classifier classifier = load(Corpus.path("models/imagenet-mobilenet-v2"));
        Session session = classifier.newSession()) {
      for (String line : Files.readAllLines(golden)) {
        JsonNode row = new JsonMapper().readTree(line);
        JsonNode top = row.get("top5");
        if (top.get(0).get(1).doubleValue() - top.get(1).get(1).doubleValue() < TIE) {
          ties++;
          continue;
        }
        compared++;
        String name = row.get("file").textValue();
        int best = best(session, Files.readAllBytes(Corpus.path("photos").resolve(name)));
        if (best != top.get(0).get(0).intValue()) {
          different.add(name);
        }
      }
    }
    System.out.println("Top-1 equal on " + compared + " photos, ties excluded: " + ties);
    assertTrue(compared >= 180, "too few photos: " + compared);
    assertEquals(List.of(), different);
  }

  @Test
  void allOrientationsOfAPhotoHaveOneLabel() throws IOException {
    Path exif = Corpus.path("odd-pictures/exif");
    try (Classifier classifier = load(Corpus.path("models/imagenet-mobilenet-v2"));
        Session session = classifier.newSession()) {
      for (String name : new String[] {"Landscape", "Portrait"}) {
        List<byte[]> orientations = new ArrayList<>();
        for (int orientation : new int[] {1, 3, 6, 8}) {
          orientations.add(Files.readAllBytes(exif.resolve(name + "_" + orientation + ".jpg")));
        }
        assertOneLabel(session, orientations, name);
      }
    }
  }

  @Test
  void allOrientationsOfADrawnImageHaveOneLabel() {
    try (Classifier classifier = load(BundleFinder.fromEnvironment().find("starter"));
        Session session = classifier.newSession()) {
      assertOneLabel(session, OrientedImages.pngs(), "gradient");
    }
  }

  /** Compares the best label only, because the others may be ties. */
  private static void assertOneLabel(Session session, List<byte[]> images, String name) {
    List<Integer> best = images.stream().map(image -> best(session, image)).toList();
    assertEquals(1, best.stream().distinct().count(), name + ": " + best);
  }

  private static Classifier load(Path directory) {
    ModelBundle bundle = BundleReader.read(directory);
    return Classifier.load(bundle, ClassifierSettings.builder().topK(TOP_K).maxBatch(1).build());
  }

  private static int best(Session session, byte[] image) {
    return labelled(session, image).predictions().get(0).classIndex();
  }

  private static Outcome.Labelled labelled(Session session, byte[] image) {
    return (Outcome.Labelled) session.classify(List.of(image)).get(0);
  }
}
