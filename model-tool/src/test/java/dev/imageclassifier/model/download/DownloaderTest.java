package dev.imageclassifier.model.download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.runtime.bundle.Digests;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloaderTest {
  private static final int SIZE = 100_000;

  @TempDir Path temp;

  private final FileServer server = new FileServer();
  private final List<Long> progress = new ArrayList<>();
  private final byte[] content = new byte[SIZE];
  private PinnedFile file;
  private Path target;

  @BeforeEach
  void publish() throws IOException {
    new Random(14).nextBytes(content);
    server.put("zoo/model.pt.gz", content);
    Path copy = Files.write(temp.resolve("copy"), content);
    file = new PinnedFile("zoo/model.pt.gz", SIZE, Digests.sha1(copy));
    target = temp.resolve("model.pt.gz");
  }

  @AfterEach
  void close() {
    server.close();
  }

  private Downloader downloader(URI address) {
    return new Downloader(
        address,
        temp,
        Duration.ofSeconds(1),
        (bytes, total) -> {
          assertEquals(SIZE, total);
          progress.add(bytes);
        });
  }

  private Path download() throws IOException, InterruptedException {
    return downloader(server.address()).download(file);
  }

  @Test
  void downloadsAFile() throws IOException, InterruptedException {
    assertEquals(target, download());

    assertArrayEquals(content, Files.readAllBytes(target));
    assertEquals(SIZE, progress.get(progress.size() - 1));
    assertEquals(List.of(), server.ranges());
  }

  @Test
  void resumesAnInterruptedDownload() throws IOException, InterruptedException {
    server.send(FileServer.Body.CUT);
    assertThrows(IOException.class, this::download);
    long received = Files.size(target);
    assertTrue(received > 0 && received < SIZE, "received " + received);

    server.send(FileServer.Body.COMPLETE);
    download();

    assertArrayEquals(content, Files.readAllBytes(target));
    assertEquals(List.of("bytes=" + received + "-"), server.ranges());
  }

  @Test
  void doesNotRequestACompleteFileAgain() throws IOException, InterruptedException {
    download();
    server.close();

    assertEquals(target, download());
  }

  @Test
  void startsAgainWhenThePartialFileIsTooLarge() throws IOException, InterruptedException {
    Files.write(target, new byte[SIZE + 1]);

    download();

    assertArrayEquals(content, Files.readAllBytes(target));
  }

  @Test
  void rejectsAndDeletesAFileWithAnotherDigest() {
    server.put("zoo/model.pt.gz", new byte[SIZE]);

    IOException failure = assertThrows(IOException.class, this::download);

    assertTrue(failure.getMessage().contains("expected " + file.sha1()), failure.getMessage());
    assertFalse(Files.exists(target));
  }

  @Test
  void failsWhenTheServerSendsNoMoreData() {
    server.send(FileServer.Body.STALLED);

    HttpTimeoutException failure = assertThrows(HttpTimeoutException.class, this::download);

    assertEquals("the server sent no data for 1 seconds", failure.getMessage());
  }

  @Test
  void reportsTheStatusOfTheServer() {
    file = new PinnedFile("zoo/missing.pt.gz", SIZE, file.sha1());

    IOException failure = assertThrows(IOException.class, this::download);

    assertEquals("the server returned HTTP status 404", failure.getMessage());
    assertFalse(Files.exists(temp.resolve("missing.pt.gz")));
  }

  @Test
  void failsWithoutAServer() {
    server.close();

    assertThrows(ConnectException.class, this::download);
  }

  @Test
  void copiesFromADirectory() throws IOException, InterruptedException {
    Path mirror = temp.resolve("mirror");
    Files.createDirectories(mirror.resolve("zoo"));
    Files.write(mirror.resolve(file.path()), content);

    downloader(mirror.toUri()).download(file);

    assertArrayEquals(content, Files.readAllBytes(target));
  }

  @Test
  void allPublishedModelsHavePinnedFiles() {
    List<PinnedFile> files =
        PublishedModel.ALL.stream()
            .flatMap(model -> Stream.of(model.model(), model.labels()))
            .toList();
    for (PinnedFile pinned : files) {
      assertTrue(pinned.sha1().matches("[0-9a-f]{40}"), pinned.toString());
      assertTrue(
          Downloader.DJL_MODEL_ZOO.resolve(pinned.path()).toString().startsWith("https://"),
          pinned.toString());
    }
  }
}
