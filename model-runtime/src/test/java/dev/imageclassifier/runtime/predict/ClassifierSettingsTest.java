package dev.imageclassifier.runtime.predict;

import dev.imageclassifier.runtime.bundle.Precision;
import dev.imageclassifier.runtime.decode.DecodeSettings;
import dev.imageclassifier.runtime.predict.ClassifierSettings.Device;
import dev.imageclassifier.testkit.SettingsAssertions;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassifierSettingsTest {
  @Test
  void hasDefaults() {
    SettingsAssertions.assertDefaults(
        ClassifierSettings.builder().build(),
        Map.of(
            "precision", Precision.FP32,
            "topK", 3,
            "maxBatch", 8,
            "device", Device.CPU,
            "decoding", DecodeSettings.DEFAULTS));
  }

  @Test
  void builderMapsEveryProperty() {
    SettingsAssertions.assertEveryPropertyIsMapped(
        ClassifierSettings.class,
        Map.of(
            "precision",
            Precision.INT8,
            "topK",
            5,
            "maxBatch",
            1,
            "device",
            Device.GPU,
            "decoding",
            DecodeSettings.builder().maxBytes(1).build()));
  }

  @Test
  void rejectsEveryInvalidProperty() {
    SettingsAssertions.assertRejected(
        () -> ClassifierSettings.builder().topK(0).maxBatch(-1).build(),
        "topK is 0: must be at least 1",
        "maxBatch is -1: must be at least 1");
  }
}
