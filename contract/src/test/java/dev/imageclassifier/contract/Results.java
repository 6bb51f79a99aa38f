package dev.imageclassifier.contract;

import java.util.List;

/** Results for the tests. */
final class Results {
  static final String DIGEST = "0123456789abcdef".repeat(4);

  private Results() {}

  static ClassificationResult full() {
    return new ClassificationResult(
        "pets/01 Kätzchen.jpg",
        List.of(
            new ClassificationResult.Prediction(1, "tabby", 0.95123449, 281, "n02123045"),
            new ClassificationResult.Prediction(2, "tiger cat", 0.0000121, 282, null)),
        new ClassificationResult.Model("resnet18", "imagenet1k-v1", "fp32", "sha256:" + DIGEST),
        new ClassificationResult.Image("jpeg", 500, 375, 110_233, DIGEST, null),
        ClassificationResult.Source.of("images", 3, 42, 1_795_429_530_120L),
        new ClassificationResult.Timing(4.12345, 1.2, 11.8, 8));
  }

  static ClassificationResult withoutKeyAndDamaged() {
    ClassificationResult full = full();
    return new ClassificationResult(
        null,
        full.predictions(),
        full.model(),
        new ClassificationResult.Image("gif", 1, 1, 1, DIGEST, true),
        ClassificationResult.Source.of("images", 0, 0, -1),
        new ClassificationResult.Timing(0, 0, 0, 1));
  }
}
