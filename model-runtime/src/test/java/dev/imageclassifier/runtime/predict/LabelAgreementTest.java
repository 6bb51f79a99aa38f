package dev.imageclassifier.runtime.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imageclassifier.runtime.bundle.BundleFinder;
import dev.imageclassifier.runtime.bundle.BundleReader;
import dev.imageclassifier.runtime.bundle.ModelBundle;
import dev.imageclassifier.runtime.bundle.Precision;
import dev.imageclassifier.runtime.decode.DecodeSettings;
import dev.imageclassifier.runtime.decode.images.Corpus;
import dev.imageclassifier.runtime.decode.images.OrientedImages;
import dev.imageclassifier.runtime.predict.ClassifierSettings.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From bytes to labels: against the reference pipeline, and against the same picture turned. */
class LabelAgreementTest {
  /** Two best scores closer than this are a tie that rounding may decide. */
  private static final double TIE = 0.02;

  private static final int TOP_K = 5;

  @Test
  void everyPhotoThatIsNoTieHasTheLabelOfTheReference() throws IOException {
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
    System.out.println("Top-1 equal on " + compared + " photos, ties left out: " + ties);
    assertTrue(compared >= 180, "too few photos to judge: " + compared);
    assertEquals(List.of(), different);
  }

  @Test
  void allOrientationsOfAPhotoHaveTheSameLabels() throws IOException {
    Path exif = Corpus.path("odd-pictures/exif");
    try (Classifier classifier = load(Corpus.path("models/imagenet-mobilenet-v2"));
        Session session = classifier.newSession()) {
      for (String name : new String[] {"Landscape", "Portrait"}) {
        List<byte[]> turned = new ArrayList<>();
        for (int orientation : new int[] {1, 3, 6, 8}) {
          turned.add(Files.readAllBytes(exif.resolve(name + "_" + orientation + ".jpg")));
        }
        assertSameLabels(session, turned, name);
      }
    }
  }

  @Test
  void allOrientationsOfASelfMadePictureHaveTheSameLabels() {
    try (Classifier classifier = load(BundleFinder.fromEnvironment().find("starter"));
        Session session = classifier.newSession()) {
      assertSameLabels(session, OrientedImages.pngs(), "gradient");
    }
  }

  /** The best label; those behind it may be ties. */
  private static void assertSameLabels(Session session, List<byte[]> pictures, String name) {
    List<Integer> best = pictures.stream().map(picture -> best(session, picture)).toList();
    assertEquals(1, best.stream().distinct().count(), name + ": " + best);
  }

  private static Classifier load(Path directory) {
    ModelBundle bundle = BundleReader.read(directory);
    return Classifier.load(
        bundle,
        ClassifierSettings.builder()
            .precision(Precision.FP32)
            .topK(TOP_K)
            .maxBatch(1)
            .device(Device.CPU)
            .decoding(DecodeSettings.DEFAULTS)
            .build());
  }

  private static int best(Session session, byte[] picture) {
    return labelled(session, picture).predictions().get(0).classIndex();
  }

  private static Outcome.Labelled labelled(Session session, byte[] picture) {
    return (Outcome.Labelled) session.classify(List.of(picture)).get(0);
  }
}
