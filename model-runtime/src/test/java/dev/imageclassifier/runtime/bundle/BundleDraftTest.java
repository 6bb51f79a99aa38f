package dev.imageclassifier.runtime.bundle;

import dev.imageclassifier.runtime.preprocess.PreprocessSettings;
import dev.imageclassifier.testkit.SettingsAssertions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BundleDraftTest {
  private static final List<String> LABELS = List.of("red", "green");

  @Test
  void hasDefaults() {
    SettingsAssertions.assertDefaults(
        BundleDraft.builder("colours", LABELS).build(),
        Map.of(
            "name", "colours",
            "version", "1",
            "precision", Precision.FP32,
            "preprocessing", PreprocessSettings.IMAGENET,
            "topK", 3,
            "labels", LABELS,
            "licence", "",
            "accuracy", "",
            "card", ""));
  }

  @Test
  void builderMapsEveryOptionalProperty() {
    PreprocessSettings preprocessing = PreprocessSettings.builder().width(32).build();

    SettingsAssertions.assertDefaults(
        BundleDraft.builder("colours", LABELS)
            .version("2")
            .precision(Precision.INT8)
            .preprocessing(preprocessing)
            .topK(5)
            .licence("CC0-1.0")
            .accuracy("Top-1 99 %")
            .card("# colours")
            .build(),
        Map.of(
            "name", "colours",
            "version", "2",
            "precision", Precision.INT8,
            "preprocessing", preprocessing,
            "topK", 5,
            "labels", LABELS,
            "licence", "CC0-1.0",
            "accuracy", "Top-1 99 %",
            "card", "# colours"));
  }

  @Test
  void rejectsEveryInvalidProperty() {
    SettingsAssertions.assertRejected(
        () -> BundleDraft.builder("a/b", LABELS).version("").topK(0).build(),
        "name is 'a/b': must be 1 to 100 letters",
        "version is '': must be 1 to 100 letters",
        "topK is 0: must be at least 1");
  }
}
