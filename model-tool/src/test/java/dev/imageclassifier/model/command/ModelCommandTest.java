package dev.imageclassifier.model.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.runtime.bundle.BundleBuilder;
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
    red = picture("red.png", 0xff0000);
    blue = picture("blue.png", 0x0000ff);
  }

  @Test
  void classifyPrintsATable() {
    Run run = Run.model("classify", "--model", model, red, blue);
    assertEquals(ExitCode.OK, run.exit(), run.err());
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
        run.out().subList(0, 4));
    assertTrue(
        run.last().startsWith("{\"pictures\":2,\"labelled\":2,\"refused\":0,\"unreadable\":0,"),
        run.last());
    assertEquals("", run.err());
  }

  @Test
  void classifyPrintsJson() throws IOException {
    Run run = Run.model("classify", "--json", "--top-k", "1", "--model", model, blue);
    JsonNode line = new JsonMapper().readTree(run.out().get(0));
    assertEquals(blue.toString(), line.get("file").textValue());
    assertEquals("labelled", line.get("outcome").textValue());
    assertEquals(
        "[{\"rank\":1,\"label\":\"blue\",\"score\":0.999909,\"class_index\":2}]",
        line.get("predictions").toString());
    assertEquals("fp32", line.get("model").get("precision").textValue());
    assertEquals("{\"format\":\"png\",\"width\":16,\"height\":12}", line.get("image").toString());
    assertEquals(1, line.get("timing").get("batch_size").intValue());
    assertEquals(2, run.out().size());
  }

  @Test
  void aRefusedPictureHasItsOwnExitCode() throws IOException {
    Path text = Files.writeString(temp.resolve("a.txt"), "no picture");
    Run run = Run.model("classify", "--model", model, text, red);
    assertEquals(ExitCode.DEAD_LETTERS, run.exit());
    assertTrue(run.out().get(0).contains("refused: not_an_image: "), run.out().get(0));
    assertTrue(run.last().contains("\"labelled\":1,\"refused\":1,"), run.last());

    Run json = Run.model("classify", "--json", "--model", model, text);
    assertTrue(
        json.out().get(0).contains("\"outcome\":\"refused\",\"reason\":\"not_an_image\""),
        json.out().get(0));
  }

  @Test
  void aMissingFileIsNamedAndTheRestGoesOn() {
    Run run = Run.model("classify", "--model", model, "nowhere.png", temp, red);
    assertEquals(ExitCode.FAILURE, run.exit());
    assertEquals(
        List.of(
            "model: nowhere.png cannot be read: no such file",
            "model: " + temp + " cannot be read: it is a directory"),
        run.err().lines().toList());
    assertTrue(
        run.last().startsWith("{\"pictures\":3,\"labelled\":1,\"refused\":0,\"unreadable\":2,"),
        run.last());
  }

  @Test
  void aFileAboveTheLimitIsNotReadWhole() {
    Run run = Run.model("classify", "--max-bytes", "20", "--model", model, red);
    assertEquals(ExitCode.DEAD_LETTERS, run.exit());
    assertTrue(run.out().get(0).contains("refused: too_many_bytes: "), run.out().get(0));
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
  void badOptions(String options, String message) {
    Object[] arguments = ("classify " + options + " x.jpg").split(" ");
    Run run = Run.model(arguments);
    assertEquals(ExitCode.USAGE, run.exit(), run.err());
    assertTrue(run.err().contains(message), run.err());
    assertEquals(List.of(), run.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"classify", "verify", "inspect"})
  void anUnknownModelIsOneSentence(String command) {
    Run run =
        command.equals("classify")
            ? Run.model(command, "--model", "nope", red)
            : Run.model(command, "--model", "nope");
    assertEquals(ExitCode.FAILURE, run.exit());
    assertTrue(
        run.err().startsWith("model " + command + ": Model 'nope' not found: "), run.err());
    assertEquals(1, run.err().lines().count());
  }

  @Test
  void verifyLoadsTheModel() {
    Run run = Run.model("verify", "--model", model);
    assertEquals(ExitCode.OK, run.exit(), run.err());
    assertTrue(run.last().startsWith("verified: test 7 fp32, sha256:"), run.last());
  }

  @Test
  void verifyRefusesAChangedFile() throws IOException {
    Files.writeString(model.resolve("model.pt"), "changed");
    Run run = Run.model("verify", "--model", model);
    assertEquals(ExitCode.FAILURE, run.exit());
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
    Run run = Run.model("verify", "--model", model, "--golden", golden, temp);
    assertEquals(ExitCode.OK, run.exit(), run.err());
    assertEquals(
        List.of(
            "pictures            2",
            "same Top-1          1 of 2 (50.0 %)",
            "same Top-5 in order 1 of 2 (50.0 %)",
            "mean |score change| 0.099909",
            "max |score change|  0.099909",
            "true class Top-1    2 of 2 (100.0 %)",
            "true class in Top-5 2 of 2 (100.0 %)"),
        run.out().subList(1, 8));
  }

  @Test
  void verifyMeasuresAccuracyOnLabelledFolders() throws IOException {
    Path labelled = Files.createDirectories(temp.resolve("labelled/red")).getParent();
    Files.createDirectories(labelled.resolve("1"));
    Files.copy(red, labelled.resolve("red/a.png"));
    Files.copy(blue, labelled.resolve("1/b.png"));

    Run run = Run.model("verify", "--model", model, labelled);

    assertEquals(ExitCode.OK, run.exit(), run.err());
    assertEquals(
        List.of(
            "pictures            2",
            "true class Top-1    1 of 2 (50.0 %)",
            "true class in Top-5 2 of 2 (100.0 %)"),
        run.out().subList(1, 4));

    Files.createDirectories(labelled.resolve("purple"));
    Run unknown = Run.model("verify", "--model", model, labelled);
    assertEquals(ExitCode.FAILURE, unknown.exit());
    assertTrue(unknown.err().contains("purple is no class of the model"), unknown.err());
  }

  @Test
  void verifyMeasuresAccuracyByAManifest() throws IOException {
    Path manifest =
        Files.writeString(
            temp.resolve("manifest.csv"),
            "name,file,class_index\n\"a, \"\"b\"\"\",red.png,0\n,blue.png,2\n");

    Run run = Run.model("verify", "--model", model, temp);

    assertEquals(ExitCode.OK, run.exit(), run.err());
    assertEquals("true class Top-1    2 of 2 (100.0 %)", run.out().get(2));

    Files.writeString(manifest, "file,class_index\nred.png,3\n");
    Run bad = Run.model("verify", "--model", model, temp);
    assertTrue(bad.err().contains("in line 2 no file of a class from 0 to 2"), bad.err());
  }

  @Test
  void verifyNamesABadLineOfTheReference() throws IOException {
    Path golden =
        Files.writeString(
            temp.resolve("golden.jsonl"), "{\"file\":\"a\",\"top5\":[[0,1]]}\n{\"file\":\"b\"}\n");
    Run run = Run.model("verify", "--model", model, "--golden", golden, temp);
    assertEquals(ExitCode.FAILURE, run.exit());
    assertTrue(run.err().contains(golden + " holds in line 2 no object like {"), run.err());
  }

  @Test
  void verifyNeedsTheFolderOfTheReference() {
    Run run = Run.model("verify", "--golden", "g.jsonl");
    assertEquals(ExitCode.USAGE, run.exit());
    assertTrue(run.err().contains("--golden FILE needs the FOLDER"), run.err());
  }

  @Test
  void listAndInspectKnowTheStarter() {
    Run list = Run.model("list");
    assertEquals(ExitCode.OK, list.exit(), list.err());
    assertTrue(
        list.out().stream().anyMatch(line -> line.matches("starter +1 +10 +32x32 +fp32, int8 .*")),
        list.out().toString());

    Run inspect = Run.model("inspect");
    assertEquals(ExitCode.OK, inspect.exit(), inspect.err());
    assertTrue(inspect.out().contains("input      N x 3 x 32 x 32 float32"));
    assertTrue(inspect.out().contains("# starter"));
  }

  @Test
  void withoutSubcommandItSaysWhatThereIs() {
    Run run = Run.model();
    assertEquals(ExitCode.USAGE, run.exit());
    assertTrue(run.err().contains("list, pull, import, inspect, verify or classify"), run.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "inspect", "verify", "classify"})
  void helpHoldsAnExample(String command) {
    Run run = Run.model(command, "--help");
    assertEquals(ExitCode.OK, run.exit());
    assertTrue(run.out().contains("Example:"));
  }

  private static String name(Path file) {
    String name = file.toString();
    return name.length() <= 40 ? name : "..." + name.substring(name.length() - 37);
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  private Path picture(String name, int rgb) throws IOException {
    BufferedImage image = new BufferedImage(16, 12, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 16 * 12; i++) {
      image.setRGB(i % 16, i / 16, rgb);
    }
    Path file = temp.resolve(name);
    ImageIO.write(image, "png", file.toFile());
    return file;
  }
}
