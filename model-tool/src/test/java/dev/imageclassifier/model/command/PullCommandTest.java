package dev.imageclassifier.model.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.runtime.bundle.BundleReader;
import dev.imageclassifier.runtime.bundle.ModelBundle;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PullCommandTest {
  @TempDir Path temp;

  private LocalZoo zoo;
  private Path models;
  private Path installed;

  @BeforeEach
  void start() throws IOException {
    zoo = new LocalZoo(temp.resolve("zoo"));
    models = temp.resolve("models");
    installed = models.resolve("resnet18");
  }

  @AfterEach
  void stop() {
    zoo.close();
  }

  private Run pull(Object repository, Object... more) {
    return Run.model(
        Stream.concat(
                Stream.of("pull", "resnet18", "--models", models, "--repository", repository),
                Stream.of(more))
            .toArray());
  }

  @Test
  void aModelOfTheZooBecomesABundleWithTorchVisionsNumbers() {
    Run run = pull(zoo.directory());

    assertEquals(ExitCode.OK, run.exit(), run.err());
    assertTrue(
        run.out().get(0).startsWith("installed: resnet18 imagenet1k-v1 fp32, sha256:"),
        run.out().toString());
    ModelBundle bundle = BundleReader.read(installed);
    assertEquals(256, bundle.preprocessing().resizeShort());
    assertEquals(List.of(0.485f, 0.456f, 0.406f), bundle.preprocessing().mean());
    assertEquals(1000, bundle.labels().size());
    assertEquals("class 7", bundle.labels().get(7).label());
    assertEquals("n00001007", bundle.labels().get(7).wnid());
    Run inspected = Run.model("inspect", "--model", installed);
    assertTrue(
        inspected.out().stream().anyMatch(line -> line.contains("traced_resnet18.pt.gz, SHA-1 ")),
        inspected.out().toString());
    assertEquals(ExitCode.OK, Run.model("verify", "--model", installed).exit());
  }

  @Test
  void whatWasCutOffGoesOnWhereItStopped() throws IOException {
    String address = zoo.serve();
    zoo.breaking(true);

    Run cut = pull(address);

    assertEquals(ExitCode.FAILURE, cut.exit());
    assertTrue(cut.err().contains("the connection ended after "), cut.err());
    assertEquals(1, cut.err().lines().count(), cut.err());
    assertFalse(Files.exists(installed, LinkOption.NOFOLLOW_LINKS), "half a model");

    zoo.breaking(false);
    Run again = pull(address);

    assertEquals(ExitCode.OK, again.exit(), again.err());
    // the labels had arrived whole: there the server has nothing to add
    assertTrue(
        zoo.ranges().contains("bytes=" + Files.size(zoo.model()) / 2 + "-"),
        zoo.ranges().toString());
    assertEquals("resnet18", BundleReader.read(installed).name());
  }

  @Test
  void bytesWithAnotherDigestAreRefusedAndForgotten() throws IOException {
    zoo.describe("0".repeat(40));

    Run run = pull(zoo.directory());

    assertEquals(ExitCode.FAILURE, run.exit());
    assertTrue(run.err().contains("Checksum error: traced_resnet18.pt"), run.err());
    assertFalse(Files.exists(installed, LinkOption.NOFOLLOW_LINKS));
    assertFalse(Files.exists(models.resolve(".store/partial/" + "0".repeat(40))));
  }

  @Test
  void labelsInAnotherOrderAreRefused() throws IOException {
    zoo.labels("n00000002 b\nn00000001 a\n");

    Run run = pull(zoo.directory());

    assertEquals(ExitCode.FAILURE, run.exit());
    assertTrue(run.err().contains("in the order of their WordNet ids"), run.err());
    assertFalse(Files.exists(installed, LinkOption.NOFOLLOW_LINKS));
  }

  @Test
  void withoutANetworkOneSentenceSaysHowToBringTheFile() {
    Run run = pull("http://127.0.0.1:1/");

    assertEquals(ExitCode.FAILURE, run.exit());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains("is there a network?"), run.err());
    assertTrue(
        run.err()
            .contains("model import traced_resnet18.pt.gz --labels synset.txt --name resnet18"),
        run.err());
  }

  @Test
  void theFileOfAnotherPersonsDownloadIsImportedByHand() {
    Run run =
        Run.model(
            "import",
            zoo.model(),
            "--labels",
            zoo.model().resolve("../../../synset.txt").normalize(),
            "--name",
            "resnet18",
            "--models",
            models);

    assertEquals(ExitCode.OK, run.exit(), run.err());
    assertEquals(1000, BundleReader.read(installed).labels().size());
  }

  @Test
  void aModelThatIsThereIsReplacedOnlyWhenAsked() throws IOException {
    assertEquals(ExitCode.OK, pull(zoo.directory()).exit());
    Path before = installed.toRealPath();

    Run taken = pull(zoo.directory());

    assertEquals(ExitCode.FAILURE, taken.exit());
    assertTrue(taken.err().contains("exists already: say --replace"), taken.err());

    zoo.labels(Files.readString(before.resolve("synset.txt")).replace("class 7,", "class seven,"));
    assertEquals(ExitCode.OK, pull(zoo.directory(), "--replace").exit());
    assertEquals("class seven", BundleReader.read(installed).labels().get(7).label());
    assertEquals("class 7", BundleReader.read(before).labels().get(7).label());
  }

  @Test
  void wrongUseIsNamed() {
    Run unknown = Run.model("pull", "resnet19");
    assertEquals(ExitCode.USAGE, unknown.exit());
    assertTrue(unknown.err().contains("there is: resnet18"), unknown.err());

    Run digest = pull(zoo.directory(), "--sha256", "12");
    assertEquals(ExitCode.USAGE, digest.exit());

    Run secret = pull("https://me:secret@zoo.invalid/");
    assertEquals(ExitCode.USAGE, secret.exit());
    assertFalse(secret.err().contains("secret"), secret.err());

    Run nowhere = pull(temp.resolve("nowhere"));
    assertEquals(ExitCode.FAILURE, nowhere.exit());
    assertTrue(nowhere.err().contains("there is no such directory"), nowhere.err());
  }

  @Test
  void anotherPageInPlaceOfTheMetadataIsOneSentence() throws IOException {
    Files.writeString(
        zoo.model().resolve("../../metadata.json").normalize(), "<html>please log in</html>");

    Run run = pull(zoo.directory());

    assertEquals(ExitCode.FAILURE, run.exit());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains("its metadata cannot be read: "), run.err());
  }

  @Test
  void aLargeDownloadIsFollowedInTenths() {
    StringWriter err = new StringWriter();
    DownloadLines lines = new DownloadLines(new PrintWriter(err));
    for (long bytes = 0; bytes <= 43_000_000; bytes += 100_000) {
      lines.arrived(bytes, 43_000_000);
    }
    lines.arrived(10, 20); // a small file

    List<String> printed = err.toString().lines().toList();
    assertEquals(11, printed.size(), printed.toString());
    assertEquals("model pull: 43.0 of 43.0 MB (100 %)", printed.get(10));
  }
}
