package dev.imageclassifier.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResultJsonTest {
  static Stream<ClassificationResult> results() {
    return Stream.of(Results.full(), Results.withoutKeyAndDamaged());
  }

  @ParameterizedTest
  @MethodSource("results")
  void readsWhatItWrites(ClassificationResult result) {
    assertEquals(result, read(write(result)));
  }

  @Test
  void writesCompactSnakeCaseInOneOrder() {
    assertEquals(
        "{\"image_id\":\"pets/01 Kätzchen.jpg\",\"predictions\":["
            + "{\"rank\":1,\"label\":\"tabby\",\"score\":0.951234,\"class_index\":281,"
            + "\"wnid\":\"n02123045\"},"
            + "{\"rank\":2,\"label\":\"tiger cat\",\"score\":0.000012,\"class_index\":282}],"
            + "\"model\":{\"name\":\"resnet18\",\"version\":\"imagenet1k-v1\","
            + ("\"precision\":\"fp32\",\"digest\":\"sha256:" + Results.DIGEST + "\"},")
            + "\"image\":{\"format\":\"jpeg\",\"width\":500,\"height\":375,\"bytes\":110233,"
            + ("\"sha256\":\"" + Results.DIGEST + "\"},")
            + "\"source\":{\"topic\":\"images\",\"partition\":3,\"offset\":42,"
            + "\"timestamp\":\"2026-11-23T10:25:30.120Z\"},"
            + "\"timing\":{\"decode_ms\":4.123,\"preprocess_ms\":1.2,\"predict_ms\":11.8,"
            + "\"batch_size\":8}}",
        write(Results.full()));
  }

  private static String write(ClassificationResult result) {
    return new String(ResultJson.write(result), StandardCharsets.UTF_8);
  }

  private static ClassificationResult read(String json) {
    return ResultJson.read(json.getBytes(StandardCharsets.UTF_8));
  }
}
