package dev.imageclassifier.runtime.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imageclassifier.runtime.decode.DecodeSettings.DamagedPolicy;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecodeSettingsTest {

  @Test
  void hasTheDocumentedDefaults() {
    assertEquals(
        new DecodeSettings(
            10_485_760,
            50_000_000,
            16_384,
            10_000,
            4_194_304,
            4_194_304,
            EnumSet.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.WEBP, ImageFormat.GIF),
            true,
            DamagedPolicy.DEAD_LETTER,
            false),
        DecodeSettings.builder().build());
  }

  @Test
  void mapsEveryProperty() {
    DecodeSettings settings =
        DecodeSettings.builder()
            .maxBytes(1)
            .maxPixels(2)
            .maxSide(3)
            .maxFrames(4)
            .maxMetadataBytes(5)
            .maxProfileBytes(6)
            .formats(Set.of(ImageFormat.TIFF))
            .applyOrientation(false)
            .damaged(DamagedPolicy.ACCEPT)
            .fullSizeJpegs(true)
            .build();

    assertEquals(
        new DecodeSettings(
            1, 2, 3, 4, 5, 6, Set.of(ImageFormat.TIFF), false, DamagedPolicy.ACCEPT, true),
        settings);
  }

  @Test
  void namesEveryInvalidProperty() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                DecodeSettings.builder()
                    .maxBytes(0)
                    .maxPixels(-1)
                    .maxSide(-2)
                    .maxFrames(-3)
                    .maxMetadataBytes(-4)
                    .maxProfileBytes(-5)
                    .formats(Set.of())
                    .build());

    assertEquals(
        "maxBytes is 0: must be at least 1; maxPixels is -1: must be at least 1;"
            + " maxSide is -2: must be at least 1; maxFrames is -3: must be at least 1;"
            + " maxMetadataBytes is -4: must be at least 1;"
            + " maxProfileBytes is -5: must be at least 1;"
            + " formats is empty: at least one image format is required",
        e.getMessage());
  }
}
