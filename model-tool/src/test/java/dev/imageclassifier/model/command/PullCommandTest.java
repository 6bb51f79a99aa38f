package dev.imageclassifier.model.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.cli.Commands;
import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.model.download.FileServer;
import dev.imageclassifier.model.download.PinnedFile;
import dev.imageclassifier.model.download.PublishedModel;
import dev.imageclassifier.runtime.bundle.BundleReader;
import dev.imageclassifier.runtime.bundle.Digests;
import dev.imageclassifier.runtime.bundle.ModelBundle;
import dev.imageclassifier.runtime.preprocess.PreprocessSettings;
import dev.imageclassifier.testkit.CommandRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PullCommandTest {
  private static final String MODEL_PATH = "zoo/thousand.pt";
  private static final String LABELS_PATH = "zoo/synset.txt";

  @TempDir Path temp;

  private final FileServer server = new FileServer();
  private PublishedModel model;
  private Path models;
  private Path installed;

  @BeforeEach
  void publish() throws IOException {
    models = temp.resolve("models");
    installed = models.resolve("thousand");
    try (InputStream in = PullCommandTest.class.getResourceAsStream("/models/thousand.pt")) {
      write(MODEL_PATH, in.readAllBytes());
    }
    String labels =
        IntStream.range(0, 1000)
            .mapToObj(i -> String.format("n%08d class %d, number %d", 1_000 + i, i, i))
            .collect(Collectors.joining("\n"));
    write(LABELS_PATH, labels.getBytes(StandardCharsets.UTF_8));
    model =
        new PublishedModel(
            "thousand",
            "v1",
            pinned(MODEL_PATH),
            pinned(LABELS_PATH),
            1000,
            PreprocessSettings.IMAGENET,
            "CC0-1.0",
            "not measured",
            "A test model.\n");
  }

  /** Writes a file to the directory {@code mirror} and to the server. */
  private void write(String path, byte[] content) throws IOException {
    Path file = temp.resolve("mirror").resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    server.put(path, content);
  }

  private PinnedFile pinned(String path) throws IOException {
    Path file = temp.resolve("mirror").resolve(path);
    return new PinnedFile(path, Files.size(file), Digests.sha1(file));
  }

  @AfterEach
  void close() {
    server.close();
  }

  private CommandRun pull(Object repository, Object... more) {
    return CommandRun.of(
        Commands.commandLine(new PullCommand(List.of(model)), Map.of()),
        Stream.concat(
                Stream.of("thousand", "--models", models, "--repository", repository),
                Stream.of(more))
            .toArray());
  }

  @Test
  void installsADownloadedModelWithThePreprocessingOfTorchVision() {
    CommandRun run = pull(server.address());

    assertEquals(ExitCode.OK, run.exitCode(), run.err());
    assertTrue(run.out().startsWith("installed: thousand v1 fp32, sha256:"), run.out());
    ModelBundle bundle = BundleReader.read(installed);
    assertEquals(PreprocessSettings.IMAGENET, bundle.preprocessing());
    assertEquals(1000, bundle.labels().size());
    assertEquals("class 7", bundle.labels().get(7).label());
    assertEquals("n00001007", bundle.labels().get(7).wnid());
    CommandRun inspected = ModelRun.of("inspect", "--model", installed);
    assertTrue(inspected.out().contains(model.model().sha1() + "` (verified)"), inspected.out());
    assertEquals(ExitCode.OK, ModelRun.of("verify", "--model", installed).exitCode());
  }

  @Test
  void installsFromAMirrorDirectory() {
    CommandRun run = pull(temp.resolve("mirror"));

    assertEquals(ExitCode.OK, run.exitCode(), run.err());
    assertEquals("thousand", BundleReader.read(installed).name());
  }

  @Test
  void resumesAfterAnInterruptedDownload() {
    server.send(FileServer.Body.CUT);
    CommandRun cut = pull(server.address());
    assertEquals(ExitCode.FAILURE, cut.exitCode());
    assertEquals(1, cut.err().lines().count(), cut.err());
    assertTrue(cut.err().contains("Run the command again to resume."), cut.err());
    assertFalse(Files.exists(installed, LinkOption.NOFOLLOW_LINKS));

    server.send(FileServer.Body.COMPLETE);
    CommandRun again = pull(server.address());

    assertEquals(ExitCode.OK, again.exitCode(), again.err());
    assertEquals(1, server.ranges().size(), server.ranges().toString());
  }

  @Test
  void rejectsAModelWithAnotherDigest() throws IOException {
    write(MODEL_PATH, new byte[(int) model.model().bytes()]);

    CommandRun run = pull(server.address());

    assertEquals(ExitCode.FAILURE, run.exitCode());
    assertTrue(run.err().contains("expected " + model.model().sha1()), run.err());
    assertFalse(Files.exists(installed, LinkOption.NOFOLLOW_LINKS));
  }

  @Test
  void rejectsLabelsWithAnotherDigest() throws IOException {
    write(LABELS_PATH, "n00000002 b\nn00000001 a\n".getBytes(StandardCharsets.UTF_8));

    CommandRun run = pull(temp.resolve("mirror"));

    assertEquals(ExitCode.FAILURE, run.exitCode());
    assertTrue(run.err().contains("expected " + model.labels().sha1()), run.err());
    assertFalse(Files.exists(installed, LinkOption.NOFOLLOW_LINKS));
  }

  @Test
  void explainsHowToInstallWithoutANetwork() {
    server.close();

    CommandRun run = pull(server.address());

    assertEquals(ExitCode.FAILURE, run.exitCode());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains("no connection, check the network"), run.err());
    assertTrue(
        run.err().contains("model import thousand.pt --labels synset.txt --name thousand"),
        run.err());
  }

  @Test
  void replacesAnInstalledModelOnlyWithReplace() {
    assertEquals(ExitCode.OK, pull(server.address()).exitCode());

    CommandRun second = pull(server.address());

    assertEquals(ExitCode.FAILURE, second.exitCode());
    assertTrue(second.err().contains("already exists. Use --replace"), second.err());
    assertEquals(ExitCode.OK, pull(server.address(), "--replace").exitCode());
  }

  @Test
  void rejectsInvalidArguments() {
    CommandRun unknown = ModelRun.of("pull", "resnet19");
    assertEquals(ExitCode.USAGE, unknown.exitCode());
    assertTrue(unknown.err().contains("Available models: resnet18"), unknown.err());

    CommandRun digest = pull(server.address(), "--sha256", "12");
    assertEquals(ExitCode.USAGE, digest.exitCode());

    CommandRun secret = pull("https://me:secret@zoo.invalid/");
    assertEquals(ExitCode.USAGE, secret.exitCode());
    assertFalse(secret.err().contains("secret"), secret.err());

    CommandRun missing = pull(temp.resolve("missing"));
    assertEquals(ExitCode.FAILURE, missing.exitCode());
    assertTrue(missing.err().contains("no such directory"), missing.err());
  }

  @Test
  void showsTheProgressOfLargeDownloadsOnly() {
    try (DownloadProgress progress =
        new DownloadProgress(new PrintWriter(new StringWriter()), false)) {
      assertEquals(Optional.empty(), progress.status());

      progress.received(10, 20);
      assertEquals(Optional.empty(), progress.status());

      progress.received(4_300_000, 43_000_000);
      assertEquals(Optional.of("model pull: 4.3 of 43.0 MB (10 %)"), progress.status());
    }
  }
}
