package dev.imageclassifier.runtime.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleFinderTest {
  @TempDir Path temp;

  @Test
  void searchesDirectoriesInOrder() {
    Properties properties = new Properties();
    properties.setProperty("imageclassifier.models", "/a" + File.pathSeparator + "/b");
    Map<String, String> environment =
        Map.of("IMAGE_CLASSIFIER_MODELS", "/c" + File.pathSeparator, "XDG_DATA_HOME", "/data");
    assertEquals(
        List.of(
            Path.of("/a"),
            Path.of("/b"),
            Path.of("/c"),
            Path.of("/data/kafka-image-classifier/models")),
        BundleFinder.of(properties, environment).directories());
  }

  @Test
  void searchesTheHomeDirectoryByDefault() {
    Properties properties = new Properties();
    properties.setProperty("user.home", "/home/me");
    assertEquals(
        List.of(Path.of("/home/me/.local/share/kafka-image-classifier/models")),
        BundleFinder.of(properties, Map.of()).directories());
  }

  @Test
  void usesTheFirstMatch() throws IOException {
    Path first = new BundleBuilder().write(temp.resolve("first/cats"));
    new BundleBuilder().write(temp.resolve("second/cats"));
    Path dogs = new BundleBuilder().write(temp.resolve("second/dogs"));
    BundleFinder finder =
        new BundleFinder(
            List.of(temp.resolve("none"), temp.resolve("first"), temp.resolve("second")));

    assertEquals(first, finder.find("cats"));
    assertEquals(dogs, finder.find("dogs"));
    assertEquals(List.of(first, temp.resolve("second/cats"), dogs), finder.installed());
  }

  @Test
  void findsTheHighestVersion() throws IOException {
    Path versions = temp.resolve("first/cats");
    new BundleBuilder().write(versions.resolve("9"));
    new BundleBuilder().write(versions.resolve(".11-copying"));
    Path ten = new BundleBuilder().write(versions.resolve("10"));
    BundleFinder finder = new BundleFinder(List.of(temp.resolve("first")));

    assertEquals(ten, finder.find("cats"));
    assertEquals(ten, finder.find(versions.toString()));
    assertEquals(List.of(versions), finder.installed());
    Path better = new BundleBuilder().write(versions.resolve("v2.10-rc1"));
    new BundleBuilder().write(versions.resolve("v2.9"));
    assertEquals(better, finder.find("cats"));
  }

  @Test
  void stampChangesWithTheDirectory() throws IOException {
    Path one = new BundleBuilder().write(temp.resolve("one"));
    Path two = new BundleBuilder().write(temp.resolve("two"));
    Path link = Files.createSymbolicLink(temp.resolve("link"), one);
    String first = BundleFingerprint.of(link);

    assertEquals(first, BundleFingerprint.of(link));
    assertEquals(first, BundleFingerprint.of(one));
    Files.delete(link);
    Files.createSymbolicLink(link, two);
    assertNotEquals(first, BundleFingerprint.of(link));

    Files.writeString(one.resolve("synset.txt"), "other\n");
    String changed = BundleFingerprint.of(one);
    assertNotEquals(first, changed);
    Files.move(one, temp.resolve("old"));
    assertThrows(IOException.class, () -> BundleFingerprint.of(one));
  }

  @Test
  void prefersAnExistingDirectory() throws IOException {
    Path directory = Files.createDirectory(temp.resolve("anything"));
    assertEquals(directory, new BundleFinder(List.of()).find(directory.toString()));
  }

  @Test
  void namesTheSearchedDirectoriesAndInstalledModels() throws IOException {
    new BundleBuilder().write(temp.resolve("dogs"));
    Files.createDirectory(temp.resolve("no-model"));
    Path empty = temp.resolve("empty");
    BundleException thrown =
        assertThrows(
            BundleException.class, () -> new BundleFinder(List.of(temp, empty)).find("cats"));
    assertEquals(
        "Model 'cats' not found in %s, %s. Installed models: dogs. Use one of them or the path of a"
                .formatted(temp, empty)
            + " model directory.",
        thrown.getMessage());
  }

  @Test
  void doesNotFindModelsOutsideOfTheDirectories() throws IOException {
    new BundleBuilder().write(temp.resolve("outside"));
    BundleFinder finder = new BundleFinder(List.of(temp.resolve("models")));
    for (String name : List.of("../outside", "", " ", "a\0b")) {
      assertThrows(BundleException.class, () -> finder.find(name), name);
    }
  }
}
