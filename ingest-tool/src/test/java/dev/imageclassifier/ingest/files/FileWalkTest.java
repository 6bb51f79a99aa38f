package dev.imageclassifier.ingest.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.imageclassifier.testkit.TestImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWalkTest {
  private static final byte[] ANY = {1};

  @TempDir Path directory;

  private final List<Path> problems = new ArrayList<>();

  @Test
  void sortsFilesAndDirectoriesByName() {
    for (String name : List.of("b/2", "b/10", "a", "c", "b/1/z", "B")) {
      TestImages.write(directory, name, ANY);
    }

    assertEquals(List.of("B", "a", "b/1/z", "b/10", "b/2", "c"), keys(directory));
  }

  @Test
  void keepsUnusualNamesAsKeys() {
    List<String> names = List.of("-n", "a b.jpg", "grün.png", "line\nfeed", "quote\"'", "山/😀.gif");
    names.forEach(name -> TestImages.write(directory, name, ANY));

    assertEquals(names, keys(directory));
  }

  @Test
  void skipsHiddenFilesAndDirectories() {
    TestImages.write(directory, ".hidden", ANY);
    TestImages.write(directory, ".git/config", ANY);
    TestImages.write(directory, "seen", ANY);

    assertEquals(List.of("seen"), keys(directory));
  }

  @Test
  void includesHiddenFilesAndDirectoriesThatAreNamed() {
    Path hidden = TestImages.write(directory, ".album/a", ANY);

    assertEquals(List.of("a"), keys(directory.resolve(".album")));
    assertEquals(List.of("a"), keys(directory.resolve(".album/.")));
    assertEquals(List.of("a"), keys(hidden));
  }

  @Test
  void skipsSymbolicLinksUnlessNamed() throws IOException {
    TestImages.write(directory, "album/a", ANY);
    Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("album"));
    Files.createSymbolicLink(directory.resolve("album/circle"), directory);
    Files.createSymbolicLink(directory.resolve("album/b"), directory.resolve("album/a"));
    Files.createSymbolicLink(directory.resolve("dangling"), directory.resolve("nothing"));

    assertEquals(List.of("album/a"), keys(directory));
    assertEquals(List.of("a"), keys(link));
  }

  @Test
  void usesTheNameOfASingleFileAsKey() {
    assertEquals(List.of("a.jpg"), keys(TestImages.write(directory, "x/y/a.jpg", ANY)));
    assertEquals(List.of("missing.jpg"), keys(directory.resolve("missing.jpg")));
  }

  @Test
  void returnsNoFileForAnEmptyDirectory() {
    FileWalk walk = walk(directory);

    assertNull(walk.next());
  }

  @Test
  void reportsFilesThatDisappear() throws IOException {
    TestImages.write(directory, "a", ANY);
    Path vanishing = TestImages.write(directory, "b", ANY);
    TestImages.write(directory, "c", ANY);
    FileWalk walk = walk(directory);

    assertEquals("a", walk.next().key());
    Files.delete(vanishing);
    assertEquals("c", walk.next().key());

    assertEquals(List.of(vanishing), problems);
  }

  private FileWalk walk(Path root) {
    return new FileWalk(root, FileSelection.of(List.of()), (path, problem) -> problems.add(path));
  }

  private List<String> keys(Path root) {
    List<String> keys = new ArrayList<>();
    FileWalk walk = walk(root);
    for (ImageFile file = walk.next(); file != null; file = walk.next()) {
      keys.add(file.key());
    }
    assertEquals(List.of(), problems);
    return keys;
  }
}
