package dev.imageclassifier.model.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.runtime.bundle.BundleBuilder;
import dev.imageclassifier.testkit.CommandRun;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelCommandTest {
  @TempDir Path temp;

  private Path model;
  private Path red;
  private Path blue;

  @BeforeEach
  void write() throws IOException {
    model = new BundleBuilder().write(temp.resolve("model"));
    red = image("red.png", 0xff0000);
    blue = image("blue.png", 0x0000ff);
  }

  @Test
  void classifyPrintsATable() {
    CommandRun run = ModelRun.of("classify", "--model", model, red, blue);
    assertEquals(ExitCode.OK, run.exitCode(), run.err());
    String redName = name(red);
    String blueName = name(blue);
    int width = Math.max(redName.length(), blueName.length()) + 2;
    // softmax of (10, 0, 0), to three digits
    assertEquals(
        List.of(
            pad(redName, width) + "100.0 %  red",
            pad("", width) + "  0.0 %  green",
            pad(blueName, width) + "100.0 %  blue",
            pad("", width) + "  0.0 %  red"),
        run.lines().subList(0, 4));
    assertTrue(
        run.lastLine().startsWith("{\"images\":2,\"labelled\":2,\"rejected\":0,\"unreadable\":0,"),
        run.lastLine());
    assertEquals("", run.err());
  }

  @Test
  void classifyPrintsJson() throws IOException {
    CommandRun run = ModelRun.of("classify", "--json", "--top-k", "1", "--model", model, blue);
    JsonNode line = new JsonMapper().readTree(run.lines().get(0));
    assertEquals(blue.toString(), line.get("file").textValue());
    assertEquals("labelled", line.get("outcome").textValue());
    assertEquals(
        "[{\"rank\":1,\"label\":\"blue\",\"score\":0.999909,\"class_index\":2}]",
        line.get("predictions").toString());
    assertEquals("fp32", line.get("model").get("precision").textValue());
    assertEquals("png", line.get("image").get("format").textValue());
    assertEquals(16, line.get("image").get("width").intValue());
    assertEquals(Files.size(blue), line.get("image").get("bytes").longValue());
    assertEquals(1, line.get("timing").get("batch_size").intValue());
    assertEquals(2, run.lines().size());
  }

  @Test
  void reportsARejectedImageInTheExitCode() throws IOException {
    Path text = Files.writeString(temp.resolve("a.txt"), "not an image");
    CommandRun run = ModelRun.of("classify", "--model", model, text, red);
    assertEquals(ExitCode.DEAD_LETTERS, run.exitCode());
    assertTrue(run.lines().get(0).contains("rejected: not_an_image: "), run.lines().get(0));
    assertTrue(run.lastLine().contains("\"labelled\":1,\"rejected\":1,"), run.lastLine());

    CommandRun json = ModelRun.of("classify", "--json", "--model", model, text);
    assertTrue(
        json.lines().get(0).contains("\"outcome\":\"rejected\",\"reason\":\"not_an_image\""),
        json.lines().get(0));
  }

  @Test
  void reportsAMissingFileAndClassifiesTheOthers() {
    CommandRun run = ModelRun.of("classify", "--model", model, "nowhere.png", temp, red);
    assertEquals(ExitCode.FAILURE, run.exitCode());
    assertEquals(
        List.of(
            "model: cannot read nowhere.png: no such file",
            "model: cannot read " + temp + ": is a directory"),
        run.err().lines().toList());
    assertTrue(
        run.lastLine().startsWith("{\"images\":3,\"labelled\":1,\"rejected\":0,\"unreadable\":2,"),
        run.lastLine());
  }

  @Test
  void rejectsAFileAboveTheLimit() {
    CommandRun run = ModelRun.of("classify", "--max-bytes", "20", "--model", model, red);
    assertEquals(ExitCode.DEAD_LETTERS, run.exitCode());
    assertTrue(run.lines().get(0).contains("rejected: too_many_bytes: "), run.lines().get(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--max-bytes 0         | --max-bytes is 0: it must be 1 or more",
        "--max-pixels -1       | --max-pixels is -1: it must be 1 or more",
        "--max-side 0          | --max-side is 0: it must be 1 or more",
        "--max-frames 0        | --max-frames is 0: it must be 1 or more",
        "--max-profile-bytes 0 | --max-profile-bytes is 0: it must be 1 or more",
        "--max-metadata-bytes 0 | --max-metadata-bytes is 0: it must be 1 or more",
        "--top-k 0             | --top-k is 0: it must be 1 or more",
        "--formats jpeg,svg    | 'svg' is not one of jpeg, png, webp, gif, bmp, tiff",
        "--damaged maybe       | 'maybe' is not one of dead-letter, accept",
        "--precision fp16      | fp16",
        "--device tpu          | tpu",
      })
  void rejectsInvalidOptions(String options, String message) {
    Object[] arguments = ("classify " + options + " x.jpg").split(" ");
    CommandRun run = ModelRun.of(arguments);
    assertEquals(ExitCode.USAGE, run.exitCode(), run.err());
    assertTrue(run.err().contains(message), run.err());
    assertEquals("", run.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"classify", "verify", "inspect"})
  void reportsAnUnknownModel(String command) {
    CommandRun run =
        command.equals("classify")
            ? ModelRun.of(command, "--model", "nope", red)
            : ModelRun.of(command, "--model", "nope");
    assertEquals(ExitCode.FAILURE, run.exitCode());
    assertTrue(
        run.err().startsWith("model " + command + ": Model 'nope' not found in "), run.err());
    assertEquals(1, run.err().lines().count());
  }

  @Test
  void verifyLoadsTheModel() {
    CommandRun run = ModelRun.of("verify", "--model", model);
    assertEquals(ExitCode.OK, run.exitCode(), run.err());
    assertTrue(run.lastLine().startsWith("verified: test 7 fp32, sha256:"), run.lastLine());
  }

  @Test
  void verifyRejectsAChangedFile() throws IOException {
    Files.writeString(model.resolve("model.pt"), "changed");
    CommandRun run = ModelRun.of("verify", "--model", model);
    assertEquals(ExitCode.FAILURE, run.exitCode());
    assertTrue(run.err().contains("SHA256SUMS: model.pt has the digest "), run.err());
  }

  @Test
  void verifyComparesWithAReference() throws IOException {
    Path golden =
        Files.writeString(
            temp.resolve("golden.jsonl"),
            """
            {"file":"red.png","true_index":0,"top5":[[0,0.9],[1,0.1],[2,0]]}
            {"file":"blue.png","true_index":2,"top5":[[1,0.9],[2,0.1],[0,0]]}
            """);
    CommandRun run = ModelRun.of("verify", "--model", model, "--golden", golden, temp);
    assertEquals(ExitCode.OK, run.exitCode(), run.err());
    assertEquals(
        List.of(
            "images              2",
            "same Top-1          1 of 2 (50.0 %)",
            "same Top-5 in order 1 of 2 (50.0 %)",
            "mean |score change| 0.099909",
            "max |score change|  0.099909",
            "true class Top-1    2 of 2 (100.0 %)",
            "true class in Top-5 2 of 2 (100.0 %)"),
        run.lines().subList(1, 8));
  }

  @Test
  void verifyMeasuresAccuracyOnLabelledDirectories() throws IOException {
    Path labelled = Files.createDirectories(temp.resolve("labelled/red")).getParent();
    Files.createDirectories(labelled.resolve("1"));
    Files.copy(red, labelled.resolve("red/a.png"));
    Files.copy(blue, labelled.resolve("1/b.png"));

    CommandRun run = ModelRun.of("verify", "--model", model, labelled);

    assertEquals(ExitCode.OK, run.exitCode(), run.err());
    assertEquals(
        List.of(
            "images              2",
            "true class Top-1    1 of 2 (50.0 %)",
            "true class in Top-5 2 of 2 (100.0 %)"),
        run.lines().subList(1, 4));

    Files.createDirectories(labelled.resolve("purple"));
    CommandRun unknown = ModelRun.of("verify", "--model", model, labelled);
    assertEquals(ExitCode.FAILURE, unknown.exitCode());
    assertTrue(unknown.err().contains("purple is not a class of the model"), unknown.err());
  }

  @Test
  void verifyMeasuresAccuracyByAManifest() throws IOException {
    Path manifest =
        Files.writeString(
            temp.resolve("manifest.csv"),
            "name,file,class_index\n\"a, \"\"b\"\"\",red.png,0\n,blue.png,2\n");

    CommandRun run = ModelRun.of("verify", "--model", model, temp);

    assertEquals(ExitCode.OK, run.exitCode(), run.err());
    assertEquals("true class Top-1    2 of 2 (100.0 %)", run.lines().get(2));

    Files.writeString(manifest, "file,class_index\nred.png,3\n");
    CommandRun bad = ModelRun.of("verify", "--model", model, temp);
    assertTrue(bad.err().contains("line 2: class_index must be 0 to 2"), bad.err());
  }

  @Test
  void verifyNamesAnInvalidLineOfTheReference() throws IOException {
    Path golden =
        Files.writeString(
            temp.resolve("golden.jsonl"), "{\"file\":\"a\",\"top5\":[[0,1]]}\n{\"file\":\"b\"}\n");
    CommandRun run = ModelRun.of("verify", "--model", model, "--golden", golden, temp);
    assertEquals(ExitCode.FAILURE, run.exitCode());
    assertTrue(run.err().contains(golden + ", line 2: expected {"), run.err());
  }

  @Test
  void verifyRequiresTheDirectoryOfTheReference() {
    CommandRun run = ModelRun.of("verify", "--golden", "g.jsonl");
    assertEquals(ExitCode.USAGE, run.exitCode());
    assertTrue(run.err().contains("--golden requires the DIR"), run.err());
  }

  @Test
  void listsAndInspectsTheStarterModel() {
    CommandRun list = ModelRun.of("list");
    assertEquals(ExitCode.OK, list.exitCode(), list.err());
    assertTrue(
        list.lines().stream()
            .anyMatch(line -> line.matches("starter +2 +200 +64x64 +fp32, int8 .*")),
        list.lines().toString());

    CommandRun inspect = ModelRun.of("inspect");
    assertEquals(ExitCode.OK, inspect.exitCode(), inspect.err());
    assertTrue(inspect.out().contains("input      N x 3 x 64 x 64 float32"));
    assertTrue(inspect.out().contains("# starter"));
  }

  @Test
  void listsTheCommandsWhenNoneIsGiven() {
    CommandRun run = ModelRun.of();
    assertEquals(ExitCode.USAGE, run.exitCode());
    assertTrue(run.err().contains("list, pull, import, inspect, verify or classify"), run.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "inspect", "verify", "classify"})
  void helpContainsAnExample(String command) {
    CommandRun run = ModelRun.of(command, "--help");
    assertEquals(ExitCode.OK, run.exitCode());
    assertTrue(run.out().contains("Example:"));
  }

  private static String name(Path file) {
    String name = file.toString();
    return name.length() <= 40 ? name : "..." + name.substring(name.length() - 37);
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  private Path image(String name, int rgb) throws IOException {
    BufferedImage image = new BufferedImage(16, 12, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 16 * 12; i++) {
      image.setRGB(i % 16, i / 16, rgb);
    }
    Path file = temp.resolve(name);
    ImageIO.write(image, "png", file.toFile());
    return file;
  }
}
