package dev.imageclassifier.runtime.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imageclassifier.runtime.bundle.BundleException;
import dev.imageclassifier.runtime.decode.DecodeSettings;
import dev.imageclassifier.runtime.decode.DecodeSettings.DamagedPolicy;
import dev.imageclassifier.runtime.decode.ImageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClassifierLoaderTest {
  private final List<String> problems = new ArrayList<>();

  private ClassifierLoader loader(Map<String, String> options) {
    return ClassifierLoader.of(options, problems::add);
  }

  @Test
  void hasDefaults() {
    ClassifierLoader loader = loader(Map.of());

    assertEquals(List.of(), problems);
    assertEquals(DecodeSettings.DEFAULTS, loader.decoding());
    assertEquals(8, loader.batchSize(null));
    assertEquals("starter", loader.bundle().name());
  }

  @Test
  void mapsEveryImageOption() {
    ClassifierLoader loader =
        loader(
            Map.of(
                "--max-bytes", "1",
                "--max-pixels", "3000000000",
                "--max-side", "3",
                "--max-frames", "4",
                "--max-metadata-bytes", "5",
                "--max-profile-bytes", "6",
                "--formats", "png, tiff",
                "--no-orientation", "true",
                "--damaged", "accept",
                "--full-size-jpegs", "true"));

    assertEquals(List.of(), problems);
    assertEquals(
        DecodeSettings.builder()
            .maxBytes(1)
            .maxPixels(3_000_000_000L)
            .maxSide(3)
            .maxFrames(4)
            .maxMetadataBytes(5)
            .maxProfileBytes(6)
            .formats(Set.of(ImageFormat.PNG, ImageFormat.TIFF))
            .applyOrientation(false)
            .damaged(DamagedPolicy.ACCEPT)
            .fullSizeJpegs(true)
            .build(),
        loader.decoding());
  }

  @Test
  void selectsModelAndDevice() {
    ClassifierLoader loader = loader(Map.of("--model", "missing", "--device", "GPU"));

    assertEquals(List.of(), problems);
    assertEquals(32, loader.batchSize(null));
    assertEquals(5, loader.batchSize(5));
    assertThrows(BundleException.class, loader::bundle);
  }

  @Test
  void reportsEveryInvalidValueAndUsesTheDefault() {
    ClassifierLoader loader =
        loader(
            Map.of(
                "--precision", "fp16",
                "--device", "tpu",
                "--top-k", "0",
                "--max-side", "wide",
                "--formats", "jpeg,svg",
                "--damaged", "maybe"));

    assertEquals(
        Set.of(
            "Invalid value for option '--precision': 'fp16' is not one of fp32, int8",
            "Invalid value for option '--device': 'tpu' is not one of cpu, gpu",
            "--top-k is 0: it must be 1 or more",
            "--max-side is wide: it must be 1 or more",
            "Invalid value for option '--formats': 'svg' is not one of jpeg, png, webp, gif, bmp,"
                + " tiff",
            "Invalid value for option '--damaged': 'maybe' is not one of dead-letter, accept"),
        Set.copyOf(problems));
    assertEquals(DecodeSettings.DEFAULTS.maxSide(), loader.decoding().maxSide());
    assertEquals(Set.of(ImageFormat.JPEG), loader.decoding().formats());
  }
}
