package dev.imageclassifier.runtime.decode;

import dev.imageclassifier.runtime.decode.DecodeSettings.DamagedPolicy;
import dev.imageclassifier.testkit.SettingsAssertions;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecodeSettingsTest {

  @Test
  void hasTheDocumentedDefaults() {
    SettingsAssertions.assertDefaults(
        DecodeSettings.DEFAULTS,
        Map.of(
            "maxBytes",
            10_485_760,
            "maxPixels",
            50_000_000L,
            "maxSide",
            16_384,
            "maxFrames",
            10_000,
            "maxMetadataBytes",
            4_194_304,
            "maxProfileBytes",
            4_194_304,
            "formats",
            Set.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.WEBP, ImageFormat.GIF),
            "applyOrientation",
            true,
            "damaged",
            DamagedPolicy.DEAD_LETTER,
            "fullSizeJpegs",
            false));
  }

  @Test
  void mapsEveryProperty() {
    SettingsAssertions.assertEveryPropertyIsMapped(
        DecodeSettings.class,
        Map.of(
            "maxBytes",
            1,
            "maxPixels",
            2L,
            "maxSide",
            3,
            "maxFrames",
            4,
            "maxMetadataBytes",
            5,
            "maxProfileBytes",
            6,
            "formats",
            Set.of(ImageFormat.TIFF),
            "applyOrientation",
            false,
            "damaged",
            DamagedPolicy.ACCEPT,
            "fullSizeJpegs",
            true));
  }

  @Test
  void rejectsEveryInvalidProperty() {
    SettingsAssertions.assertRejected(
        () ->
            DecodeSettings.builder()
                .maxBytes(0)
                .maxPixels(-1)
                .maxSide(-2)
                .maxFrames(-3)
                .maxMetadataBytes(-4)
                .maxProfileBytes(-5)
                .formats(Set.of())
                .build(),
        "maxBytes is 0: must be at least 1",
        "maxPixels is -1: must be at least 1",
        "maxSide is -2: must be at least 1",
        "maxFrames is -3: must be at least 1",
        "maxMetadataBytes is -4: must be at least 1",
        "maxProfileBytes is -5: must be at least 1",
        "formats is empty: at least one image format is required");
  }
}
