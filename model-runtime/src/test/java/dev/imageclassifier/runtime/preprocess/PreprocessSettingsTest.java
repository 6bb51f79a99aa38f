package dev.imageclassifier.runtime.preprocess;

import dev.imageclassifier.testkit.SettingsAssertions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreprocessSettingsTest {
  @Test
  void defaultsAreThoseOfTorchVision() {
    SettingsAssertions.assertDefaults(
        PreprocessSettings.IMAGENET,
        Map.of(
            "width", 224,
            "height", 224,
            "resizeShort", 256,
            "mean", List.of(0.485f, 0.456f, 0.406f),
            "std", List.of(0.229f, 0.224f, 0.225f)));
  }

  @Test
  void builderMapsEveryProperty() {
    SettingsAssertions.assertEveryPropertyIsMapped(
        PreprocessSettings.class,
        Map.of(
            "width", 32,
            "height", 48,
            "resizeShort", 64,
            "mean", List.of(0.1f, 0.2f, 0.3f),
            "std", List.of(0.4f, 0.5f, 0.6f)));
  }

  @Test
  void rejectsEveryInvalidProperty() {
    SettingsAssertions.assertRejected(
        () ->
            PreprocessSettings.builder()
                .width(0)
                .height(-1)
                .resizeShort(0)
                .mean(List.of(1f))
                .std(List.of(1f, 0f, 1f))
                .build(),
        "width is 0: must be at least 1",
        "height is -1: must be at least 1",
        "resizeShort is 0: must be at least 1",
        "mean is [1.0]: must be three numbers",
        "std is [1.0, 0.0, 1.0]: must be three numbers other than 0");
  }
}
