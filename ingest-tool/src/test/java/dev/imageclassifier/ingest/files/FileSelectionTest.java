package dev.imageclassifier.ingest.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.testkit.SettingsAssertions;
import dev.imageclassifier.testkit.TestImages;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSelectionTest {
  private static final byte[] ANY = {1};

  @TempDir Path directory;

  private final List<String> problems = new ArrayList<>();

  @Test
  void hasDefaults() {
    Map<String, Object> defaults = new HashMap<>();
    defaults.put("directory", Path.of("").toAbsolutePath().toString());
    defaults.put("paths", List.of());
    defaults.put("list", null);
    defaults.put("nullSeparated", false);
    defaults.put("include", List.of());
    defaults.put("exclude", List.of());
    defaults.put("followSymlinks", false);
    defaults.put("openArchives", false);

    SettingsAssertions.assertDefaults(FileSelection.builder().build(), defaults);
  }

  @Test
  void mapsEveryProperty() {
    FileSelection selection =
        FileSelection.builder()
            .directory("/f")
            .paths(List.of(Path.of("a")))
            .list("l")
            .nullSeparated(true)
            .include(List.of("i"))
            .exclude(List.of("e"))
            .followSymlinks(true)
            .openArchives(true)
            .build();

    assertEquals(
        new FileSelection("/f", List.of("a"), "l", true, List.of("i"), List.of("e"), true, true),
        selection);
  }

  @Test
  void rejectsInvalidGlobs() {
    SettingsAssertions.assertRejected(
        () -> FileSelection.builder().include(List.of("[")).build(), "Invalid glob '['");
    SettingsAssertions.assertRejected(
        () -> FileSelection.builder().exclude(List.of("{")).build(), "Invalid glob '{'");
  }

  @Test
  void matchesGlobsAgainstNamesOrPaths() {
    for (String name : List.of("a.jpg", "b.png", "pets/c.jpg", "pets/d.png", "thumbs/e.jpg")) {
      TestImages.write(directory, name, ANY);
    }

    assertEquals(List.of("a.jpg", "pets/c.jpg", "thumbs/e.jpg"), keys(globs("*.jpg", null)));
    assertEquals(List.of("a.jpg", "pets/c.jpg"), keys(globs("*.jpg", "thumbs")));
    assertEquals(List.of("pets/c.jpg", "pets/d.png"), keys(globs("pets/**", null)));
    assertEquals(List.of("a.jpg", "b.png", "thumbs/e.jpg"), keys(globs(null, "pets")));
    assertEquals(
        "Invalid glob '[': Missing ']",
        assertThrows(IllegalArgumentException.class, () -> globs("[", null)).getMessage());
  }

  @Test
  void readsAListOfNames() throws IOException {
    Path list = directory.resolve("list");
    Files.writeString(list, "./a b.jpg\n\npets/grün.jpg\r\n/abs/c.jpg");
    assertEquals(List.of("a b.jpg", "pets/grün.jpg", "abs/c.jpg"), keys(listed(list, false)));

    Files.writeString(list, "line\nfeed\0b\0");
    assertEquals(List.of("line\nfeed", "b"), keys(listed(list, true)));
    assertEquals(List.of(), problems);

    assertEquals(List.of("line"), keys(listed(list, false)));
    assertEquals(1, problems.size());
    assertTrue(problems.get(0).contains("use --null"), problems.toString());
  }

  @Test
  void reportsAMissingList() {
    assertEquals(List.of(), keys(listed(directory.resolve("missing"), false)));
    assertEquals(1, problems.size());
  }

  @Test
  void readsArchivesWithoutUnpacking() throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    files.put("a.jpg", new byte[] {1, 2, 3});
    files.put("pets/grün\n.png", new byte[20_000]);
    files.put("../up.gif", ANY);
    files.put("__MACOSX/a.jpg", ANY);
    files.put(".hidden", ANY);
    List<String> expected = List.of("../up.gif", "a.jpg", "pets/grün\n.png");
    for (Path archive :
        List.of(tar("x.tar", files), tar("x.tar.gz", files), tar("x.tgz", files), zip(files))) {
      assertEquals(expected, keys(FileSelection.of(List.of(archive))), archive.toString());
      try (ImageFiles found = FileSelection.of(List.of(archive)).open(this::problem)) {
        found.next();
        ImageFile image = found.next();
        assertArrayEquals(files.get("a.jpg"), image.read(3).bytes());
        assertTrue(image.isStreamed());
        assertEquals(archive + "!/a.jpg", image.name());
        ImageFile large = found.next();
        assertThrows(RejectedFileException.class, () -> large.read(19_999));
      }
    }
    assertEquals(List.of(), problems);
  }

  @Test
  void opensArchivesInDirectoriesIfEnabled() throws IOException {
    Path zip = zip(Map.of("a.jpg", ANY));
    FileSelection plain = FileSelection.of(List.of(directory));
    assertEquals(List.of("x.zip"), keys(plain));
    assertEquals(
        List.of("x.zip/a.jpg"),
        keys(FileSelection.builder().paths(List.of(directory)).openArchives(true).build()));
    assertTrue(Files.exists(zip));
  }

  @Test
  void reportsDamagedArchives() throws IOException {
    byte[] tar = Files.readAllBytes(tar("x.tgz", Map.of("a", new byte[9000], "b", new byte[9])));
    for (String name : List.of("y.tgz", "y.tar", "y.zip")) {
      problems.clear();
      Path damaged = Files.write(directory.resolve(name), Arrays.copyOf(tar, 40));
      List<String> unused = keys(FileSelection.of(List.of(damaged)));
      assertEquals(1, problems.size(), name);
    }
  }

  @Test
  void listsALargeDirectoryInOrder() {
    List<String> names =
        IntStream.range(0, 1_000).mapToObj(i -> "file-" + (i * 7919) % 1_000).toList();
    names.forEach(name -> TestImages.write(directory, name, ANY));

    assertEquals(names.stream().sorted().toList(), keys(FileSelection.of(List.of(directory))));
  }

  @Test
  void followsSymbolicLinksIfEnabledButNotInCycles() throws IOException {
    TestImages.write(directory, "album/a", ANY);
    Files.createSymbolicLink(directory.resolve("link"), directory.resolve("album"));
    Files.createSymbolicLink(directory.resolve("album/circle"), directory);
    FileSelection following =
        FileSelection.builder().paths(List.of(directory)).followSymlinks(true).build();

    assertEquals(List.of("album/a", "link/a"), keys(following));
    assertTrue(problems.get(0).contains("links to one of its parents"), problems.toString());
  }

  private FileSelection globs(String include, String exclude) {
    return FileSelection.builder()
        .paths(List.of(directory))
        .include(include == null ? List.of() : List.of(include))
        .exclude(exclude == null ? List.of() : List.of(exclude))
        .build();
  }

  private static FileSelection listed(Path list, boolean nullSeparated) {
    return FileSelection.of(List.of()).withList(list.toString(), nullSeparated);
  }

  private List<String> keys(FileSelection selection) {
    List<String> keys = new ArrayList<>();
    try (ImageFiles files = selection.open(this::problem)) {
      files.forEachRemaining(file -> keys.add(file.key()));
    }
    return keys;
  }

  private void problem(Path path, IOException failure) {
    problems.add(path + ": " + failure.getMessage());
  }

  private Path tar(String name, Map<String, byte[]> files) throws IOException {
    Path archive = directory.resolve(name);
    try (OutputStream out = Files.newOutputStream(archive);
        OutputStream packed = name.endsWith("gz") ? new GZIPOutputStream(out) : out;
        TarArchiveOutputStream tar =
            new TarArchiveOutputStream(packed, StandardCharsets.UTF_8.name())) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey(), true);
        entry.setSize(file.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    }
    return archive;
  }

  private Path zip(Map<String, byte[]> files) throws IOException {
    Path archive = directory.resolve("x.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    }
    return archive;
  }
}
