package dev.imageclassifier.model.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.model.install.ModelStore;
import dev.imageclassifier.runtime.bundle.BundleReader;
import dev.imageclassifier.runtime.bundle.Digests;
import dev.imageclassifier.runtime.bundle.ModelBundle;
import dev.imageclassifier.testkit.CommandRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
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

  private CommandRun importing(Object... more) {
    return ModelRun.of(
        Stream.concat(
                Stream.of("import", file, "--labels", labels, "--models", models), Stream.of(more))
            .toArray());
  }

  private boolean nothingWasInstalled() {
    return !Files.exists(models.resolve("colours"), LinkOption.NOFOLLOW_LINKS)
        && !Files.exists(models.resolve(".store/staging"));
  }

  @Test
  void installsABundle() throws IOException {
    CommandRun run =
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
            "Top-1 99 % – our images",
            "--sha256",
            Digests.sha256(file));

    assertEquals(ExitCode.OK, run.exitCode(), run.err());
    Path installed = models.resolve("colours");
    ModelBundle bundle = BundleReader.read(installed);
    assertEquals("2.1", bundle.version());
    assertEquals(16, bundle.preprocessing().width());
    assertEquals(12, bundle.preprocessing().height());
    assertEquals(14, bundle.preprocessing().resizeShort());
    assertEquals("Top-1 99 % – our images", bundle.accuracy());
    CommandRun inspected = ModelRun.of("inspect", "--model", installed);
    assertTrue(inspected.out().contains("licence    CC0-1.0"), inspected.out());
    assertTrue(inspected.out().contains("           0 tensors, 0.00 million parameters"));
    assertEquals(ExitCode.OK, ModelRun.of("verify", "--model", installed).exitCode());
  }

  @Test
  void rejectsAModelThatDoesNotFitItsLabels() throws IOException {
    Files.writeString(labels, "red\ngreen\n");

    CommandRun run = importing();

    assertEquals(ExitCode.FAILURE, run.exitCode());
    assertTrue(run.err().contains("for 2 labels"), run.err());
    assertTrue(run.err().startsWith("model import: The model was not installed. "), run.err());
    assertTrue(nothingWasInstalled());
  }

  @Test
  void rejectsAModelThatWasTracedForOneImage() throws IOException {
    file = model("batch-of-one");

    CommandRun run = importing("--name", "colours");

    assertEquals(ExitCode.FAILURE, run.exitCode());
    assertTrue(run.err().contains("warm-up with batch size 2"), run.err());
    assertTrue(nothingWasInstalled());
  }

  @Test
  void rejectsAFileThatIsNotTorchScript() throws IOException {
    Files.writeString(file, "weights");

    CommandRun run = importing();

    assertEquals(ExitCode.FAILURE, run.exitCode());
    assertTrue(run.err().contains("it must be TorchScript"), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(nothingWasInstalled());
  }

  @Test
  void rejectsAFileWithAnotherDigest() {
    CommandRun run = importing("--sha256", "0".repeat(64));

    assertEquals(ExitCode.FAILURE, run.exitCode());
    assertTrue(run.err().contains("expected 0000"), run.err());
    assertTrue(nothingWasInstalled());
  }

  @Test
  void replacesAVersionAndKeepsTheOldOne() throws IOException {
    assertEquals(ExitCode.OK, importing().exitCode());
    Path old = models.resolve("colours").toRealPath();

    assertEquals(ExitCode.FAILURE, importing("--model-version", "2").exitCode());
    assertEquals("1", BundleReader.read(models.resolve("colours")).version());

    assertEquals(ExitCode.OK, importing("--model-version", "2", "--replace").exitCode());
    assertEquals("2", BundleReader.read(models.resolve("colours")).version());
    assertEquals("1", BundleReader.read(old).version());
  }

  @Test
  void doesNotReplaceADirectoryThatItDidNotCreate() throws IOException {
    Files.createDirectories(models.resolve("colours"));

    CommandRun run = importing("--replace");

    assertEquals(ExitCode.FAILURE, run.exitCode());
    assertTrue(run.err().contains("was not created by this command"), run.err());
  }

  @Test
  void excludesOtherProcesses() {
    try (ModelStore other = ModelStore.open(models)) {
      CommandRun run = importing();

      assertFalse(other.exists("colours"));
      assertEquals(ExitCode.FAILURE, run.exitCode());
      assertTrue(run.err().contains("Another process installs a model in "), run.err());
    }
    assertEquals(ExitCode.OK, importing().exitCode());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--input-size 0      | '0' is out of range: each side must be 1 to 4096",
        "--input-size big    | 'big' is not a size such as 224 or 224x224",
        "--resize-short 0    | --resize-short is 0: it must be 1 to 4096",
        "--mean 1,2          | '1,2' is not three numbers",
        "--std 1,1,0         | each value must be above 0",
        "--top-k 0           | --top-k is 0: it must be 1 or more",
        "--sha256 xyz        | --sha256 is 'xyz': it must be 64 hexadecimal digits",
        "--name a/b          | name is 'a/b': must be 1 to 100 letters",
        "--precision fp16    | fp16",
      })
  void rejectsInvalidOptions(String options, String message) {
    CommandRun run = importing((Object[]) options.split(" "));
    assertEquals(ExitCode.USAGE, run.exitCode(), run.err());
    assertTrue(run.err().contains(message), run.err());
    assertEquals("", run.out());
  }

  @Test
  void namesMissingFiles() {
    file = temp.resolve("nowhere.pt");
    CommandRun run = importing();
    assertEquals(ExitCode.FAILURE, run.exitCode());
    assertEquals(
        "model import: Cannot read the model file " + file + ": no such file.", run.err().strip());

    labels = temp.resolve("nowhere.txt");
    assertTrue(importing().err().contains("Cannot read the labels file " + labels));
  }
}
