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

  @TempDir Path folder;

  private final List<Path> problems = new ArrayList<>();

  @Test
  void sortsFilesAndFoldersByName() {
    for (String name : List.of("b/2", "b/10", "a", "c", "b/1/z", "B")) {
      TestImages.write(folder, name, ANY);
    }

    assertEquals(List.of("B", "a", "b/1/z", "b/10", "b/2", "c"), keys(folder));
  }

  @Test
  void keepsUnusualNamesAsKeys() {
    List<String> names = List.of("-n", "a b.jpg", "grün.png", "line\nfeed", "quote\"'", "山/😀.gif");
    names.forEach(name -> TestImages.write(folder, name, ANY));

    assertEquals(names, keys(folder));
  }

  @Test
  void skipsHiddenFilesAndFolders() {
    TestImages.write(folder, ".hidden", ANY);
    TestImages.write(folder, ".git/config", ANY);
    TestImages.write(folder, "seen", ANY);

    assertEquals(List.of("seen"), keys(folder));
  }

  @Test
  void includesHiddenFilesAndFoldersThatAreNamed() {
    Path hidden = TestImages.write(folder, ".album/a", ANY);

    assertEquals(List.of("a"), keys(folder.resolve(".album")));
    assertEquals(List.of("a"), keys(folder.resolve(".album/.")));
    assertEquals(List.of("a"), keys(hidden));
  }

  @Test
  void skipsSymbolicLinksUnlessNamed() throws IOException {
    TestImages.write(folder, "album/a", ANY);
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("album"));
    Files.createSymbolicLink(folder.resolve("album/circle"), folder);
    Files.createSymbolicLink(folder.resolve("album/b"), folder.resolve("album/a"));
    Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("nothing"));

    assertEquals(List.of("album/a"), keys(folder));
    assertEquals(List.of("a"), keys(link));
  }

  @Test
  void usesTheNameOfASingleFileAsKey() {
    assertEquals(List.of("a.jpg"), keys(TestImages.write(folder, "x/y/a.jpg", ANY)));
    assertEquals(List.of("gone.jpg"), keys(folder.resolve("gone.jpg")));
  }

  @Test
  void returnsNoFileForAnEmptyFolder() {
    FileWalk walk = walk(folder);

    assertNull(walk.next());
  }

  @Test
  void reportsFilesThatDisappear() throws IOException {
    TestImages.write(folder, "a", ANY);
    Path vanishing = TestImages.write(folder, "b", ANY);
    TestImages.write(folder, "c", ANY);
    FileWalk walk = walk(folder);

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
