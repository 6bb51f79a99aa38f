package dev.imageclassifier.model.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.testkit.CommandRun;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Compares our pipeline with Pillow and TorchVision on real photos. The environment variable {@code
 * IMAGE_CORPUS} contains the path of a directory with {@code photos}, {@code golden} and {@code
 * models}.
 */
@EnabledIfEnvironmentVariable(
    named = "IMAGE_CORPUS",
    matches = ".+",
    disabledReason =
        "requires IMAGE_CORPUS, a directory with photos that are not in the repository")
class GoldenParityTest {

  @ParameterizedTest
  @CsvSource({"models/imagenet-mobilenet-v2, mobilenet-v2.jsonl", "starter, starter-200.jsonl"})
  void agreesWithTorchVision(String model, String golden) {
    Path corpus = Path.of(System.getenv("IMAGE_CORPUS"));
    CommandRun run =
        ModelRun.of(
            "verify",
            "--model",
            model.contains("/") ? corpus.resolve(model) : model,
            "--golden",
            corpus.resolve("golden").resolve(golden),
            corpus.resolve("photos"));
    System.out.println(run.out());
    assertEquals(0, run.exitCode(), run.err());
    int images = number(run.lines(), "images");
    assertTrue(images >= 200, "too few images: " + images);
    // one in two hundred may be between two classes
    assertTrue(number(run.lines(), "same Top-1") >= images - images / 200);
    String difference = value(run.lines(), "mean |score change|");
    assertTrue(Double.parseDouble(difference) <= 0.005, difference);
  }

  private static int number(List<String> lines, String name) {
    return Integer.parseInt(value(lines, name).replaceFirst(" .*", ""));
  }

  private static String value(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()).strip())
        .findFirst()
        .orElseThrow();
  }
}
