package dev.imageclassifier.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.ClassificationResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTableTest {
  @Test
  void printsOneRowForEachOutcome() {
    OutcomeTable table = new OutcomeTable(List.of("pets/cat.png", "b.jpg"));

    assertEquals(
        """
        FILE          LABEL                          SCORE        TIME
        pets/cat.png  cat                           88.6 %     12.3 ms
        b.jpg         (truncated)                        -           -
        c.jpg         (pending)                          -           -
        (no key)      (truncated)                        -           -""",
        String.join(
            "\n",
            table.header(),
            table.labelled("pets/cat.png", result("pets/cat.png")),
            table.unlabelled("b.jpg", "truncated"),
            table.unlabelled("c.jpg", "pending"),
            table.unlabelled("", "truncated")));
  }

  @Test
  void keepsTheEndOfALongPath() {
    String path = "folder/".repeat(20) + "image.jpg";

    String row = new OutcomeTable(List.of(path)).unlabelled(path, "pending");

    assertTrue(row.startsWith("...older/folder/"), row);
    assertTrue(row.contains("/image.jpg  (pending)"), row);
  }

  @Test
  void escapesControlCharacters() {
    String row = new OutcomeTable(List.of()).unlabelled("a\u001b[2J.jpg", "pending");

    assertTrue(row.chars().noneMatch(Character::isISOControl), row);
  }

  private static ClassificationResult result(String imageId) {
    String digest = "0123456789abcdef".repeat(4);
    return new ClassificationResult(
        imageId,
        List.of(new ClassificationResult.Prediction(1, "cat", 0.886421, 3, null)),
        new ClassificationResult.Model("starter", "1", "fp32", "sha256:" + digest),
        new ClassificationResult.Image("png", 480, 360, 1000, digest, null),
        ClassificationResult.Source.of("images", 0, 7, 0),
        new ClassificationResult.Timing(1.25, 0.5, 10.5, 4));
  }
}
