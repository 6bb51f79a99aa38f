package dev.imageclassifier.model.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.model.install.ModelStore;
import dev.imageclassifier.runtime.bundle.BundleReader;
import dev.imageclassifier.runtime.bundle.Digests;
import dev.imageclassifier.runtime.bundle.ModelBundle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportCommandTest {
  @TempDir Path temp;

  private Path models;
  private Path file;
  private Path labels;

  @BeforeEach
  void write() throws IOException {
    models = temp.resolve("models");
    file = model("colours");
    labels = Files.writeString(temp.resolve("labels.txt"), "red\ngreen\nblue\n");
  }

  private Path model(String name) throws IOException {
    Path copy = temp.resolve(name + ".v2.pt");
    try (InputStream in = ImportCommandTest.class.getResourceAsStream("/models/" + name + ".pt")) {
      Files.write(copy, in.readAllBytes());
    }
    return copy;
  }

  private Run importing(Object... more) {
    return Run.model(
        Stream.concat(
                Stream.of("import", file, "--labels", labels, "--models", models), Stream.of(more))
            .toArray());
  }

  private boolean nothingInstalled() {
    return !Files.exists(models.resolve("colours"), LinkOption.NOFOLLOW_LINKS)
        && !Files.exists(models.resolve(".store/staging"));
  }

  @Test
  void aFileBecomesABundle() throws IOException {
    Run run =
        importing(
            "--input-size",
            "16x12",
            "--resize-short",
            "14",
            "--mean",
            "0,0,0",
            "--std",
            "1,1,1",
            "--model-version",
            "2.1",
            "--licence",
            "CC0-1.0",
            "--accuracy",
            "Top-1 99 % – of mine",
            "--sha256",
            Digests.of(file));

    assertEquals(ExitCode.OK, run.exit(), run.err());
    Path installed = models.resolve("colours");
    ModelBundle bundle = BundleReader.read(installed);
    assertEquals("2.1", bundle.version());
    assertEquals(16, bundle.preprocessing().width());
    assertEquals(12, bundle.preprocessing().height());
    assertEquals(14, bundle.preprocessing().resizeShort());
    assertEquals("Top-1 99 % – of mine", bundle.accuracy());
    Run inspected = Run.model("inspect", "--model", installed);
    assertTrue(inspected.out().contains("licence    CC0-1.0"), inspected.out().toString());
    assertTrue(inspected.out().contains("           0 tensors, 0.00 million parameters"));
    assertEquals(ExitCode.OK, Run.model("verify", "--model", installed).exit());
  }

  @Test
  void aModelThatDoesNotFitItsLabelsIsRefused() throws IOException {
    Files.writeString(labels, "red\ngreen\n");

    Run run = importing();

    assertEquals(ExitCode.FAILURE, run.exit());
    assertTrue(run.err().contains("where there are 2 labels"), run.err());
    assertTrue(run.err().startsWith("model import: Nothing was installed. "), run.err());
    assertTrue(nothingInstalled());
  }

  @Test
  void aModelThatWasTracedForOnePictureIsRefused() throws IOException {
    file = model("one-at-a-time");

    Run run = importing("--name", "colours");

    assertEquals(ExitCode.FAILURE, run.exit());
    assertTrue(run.err().contains("in the warm-up with 2 pictures"), run.err());
    assertTrue(nothingInstalled());
  }

  @Test
  void aFileThatIsNoTorchScriptIsRefused() throws IOException {
    Files.writeString(file, "weights");

    Run run = importing();

    assertEquals(ExitCode.FAILURE, run.exit());
    assertTrue(run.err().contains("it must be TorchScript"), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(nothingInstalled());
  }

  @Test
  void anotherFileThanTheOneThatWasMeantIsRefused() {
    Run run = importing("--sha256", "0".repeat(64));

    assertEquals(ExitCode.FAILURE, run.exit());
    assertTrue(run.err().contains("instead of 0000"), run.err());
    assertTrue(nothingInstalled());
  }

  @Test
  void aNewVersionTakesTheNameInOneStepAndTheOldOneStays() throws IOException {
    assertEquals(ExitCode.OK, importing().exit());
    Path old = models.resolve("colours").toRealPath();

    assertEquals(ExitCode.FAILURE, importing("--model-version", "2").exit());
    assertEquals("1", BundleReader.read(models.resolve("colours")).version());

    assertEquals(ExitCode.OK, importing("--model-version", "2", "--replace").exit());
    assertEquals("2", BundleReader.read(models.resolve("colours")).version());
    assertEquals("1", BundleReader.read(old).version());
  }

  @Test
  void aDirectoryThatWasPutThereByHandIsNotReplaced() throws IOException {
    Files.createDirectories(models.resolve("colours"));

    Run run = importing("--replace");

    assertEquals(ExitCode.FAILURE, run.exit());
    assertTrue(run.err().contains("was not put there by this command"), run.err());
  }

  @Test
  void oneProcessInstallsAtATime() {
    try (ModelStore other = ModelStore.open(models)) {
      Run run = importing();

      assertFalse(other.has("colours"));
      assertEquals(ExitCode.FAILURE, run.exit());
      assertTrue(run.err().contains("Another process installs a model in "), run.err());
    }
    assertEquals(ExitCode.OK, importing().exit());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--input-size 0      | '0' is out of bounds: each side must be 1 to 4096",
        "--input-size big    | 'big' is no size like 224 or 224x224",
        "--resize-short 0    | --resize-short is 0: it must be 1 to 4096",
        "--mean 1,2          | '1,2' is not three numbers",
        "--std 1,1,0         | each must be above 0",
        "--top-k 0           | --top-k is 0: it must be 1 or more",
        "--sha256 xyz        | --sha256 is 'xyz': it must be 64 hexadecimal digits",
        "--name a/b          | 'a/b' is not a valid model name or version",
        "--precision fp16    | fp16",
      })
  void badOptions(String options, String message) {
    Run run = importing((Object[]) options.split(" "));
    assertEquals(ExitCode.USAGE, run.exit(), run.err());
    assertTrue(run.err().contains(message), run.err());
    assertEquals(List.of(), run.out());
  }

  @Test
  void missingFilesAreNamed() {
    file = temp.resolve("nowhere.pt");
    Run run = importing();
    assertEquals(ExitCode.FAILURE, run.exit());
    assertEquals(
        "model import: The model file " + file + " cannot be read: no such file.", run.err());

    labels = temp.resolve("nowhere.txt");
    assertTrue(importing().err().contains("The labels file " + labels + " cannot be read"));
  }
}
