package dev.imageclassifier.demo.scenes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SceneFolderTest {

  private static final Set<String> CLASSES =
      Set.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  @TempDir private static Path temporary;
  private static Path folder;

  @BeforeAll
  static void writeOnce() throws IOException {
    folder = temporary.resolve("not/yet/there");
    SceneFolder.write(folder);
  }

  @Test
  void holdsOneDrawingForEachClassAndTwoBadFiles() throws IOException {
    Set<String> expected = new HashSet<>(SceneFolder.expectedLabels().keySet());
    assertEquals(10, expected.size());
    assertEquals(CLASSES, new HashSet<>(SceneFolder.expectedLabels().values()));
    expected.add(SceneFolder.DAMAGED);
    expected.add(SceneFolder.NOT_AN_IMAGE);
    List<String> written = names(folder);
    assertEquals(12, written.size());
    assertEquals(expected, Set.copyOf(written));
  }

  @Test
  void expectedLabelsAreInTheOrderOfTheFileNames() {
    List<String> files = List.copyOf(SceneFolder.expectedLabels().keySet());
    assertEquals(files.stream().sorted().toList(), files);
    SceneFolder.expectedLabels().forEach((file, label) -> assertTrue(file.contains(label), file));
  }

  @Test
  void writesTheSameBytesEveryTimeAndOverOldOnes() throws IOException {
    Path again = temporary.resolve("again");
    SceneFolder.write(again);
    SceneFolder.write(again);
    assertEquals(names(folder), names(again));
    for (String name : names(folder)) {
      assertArrayEquals(bytes(name), Files.readAllBytes(again.resolve(name)), name);
    }
  }

  @Test
  void drawingsDecodeToTheStatedSizeAndShowSomething() throws IOException {
    for (String name : SceneFolder.expectedLabels().keySet()) {
      BufferedImage image = ImageIO.read(folder.resolve(name).toFile());
      assertNotNull(image, name);
      assertEquals(Scene.WIDTH, image.getWidth(), name);
      assertEquals(Scene.HEIGHT, image.getHeight(), name);
      long colours =
          Arrays.stream(image.getRGB(0, 0, Scene.WIDTH, Scene.HEIGHT, null, 0, Scene.WIDTH))
              .distinct()
              .count();
      assertTrue(colours > 1000, name);
    }
  }

  @Test
  void drawingsAreOfTheFormatThatTheirNamesSay() throws IOException {
    for (String name : SceneFolder.expectedLabels().keySet()) {
      byte[] bytes = bytes(name);
      if (name.endsWith(".png")) {
        assertEquals("PNG", new String(bytes, 1, 3, StandardCharsets.US_ASCII));
      } else {
        assertTrue(startsLikeJpeg(bytes), name);
        assertTrue(endsLikeJpeg(bytes), name);
      }
    }
  }

  @Test
  void theDamagedFileIsJpegThatEndsTooEarly() throws IOException {
    byte[] damaged = bytes(SceneFolder.DAMAGED);
    byte[] whole = bytes(names(folder).get(0));
    assertTrue(startsLikeJpeg(damaged));
    assertFalse(endsLikeJpeg(damaged));
    assertNotEquals(whole.length, damaged.length);
    assertArrayEquals(Arrays.copyOf(whole, damaged.length), damaged);
  }

  @Test
  void theTextFileIsNoPicture() throws IOException {
    assertNull(ImageIO.read(folder.resolve(SceneFolder.NOT_AN_IMAGE).toFile()));
    assertFalse(Files.readString(folder.resolve(SceneFolder.NOT_AN_IMAGE)).isBlank());
  }

  private static List<String> names(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(folder.resolve(name));
  }

  private static boolean startsLikeJpeg(byte[] bytes) {
    return (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xd8;
  }

  private static boolean endsLikeJpeg(byte[] bytes) {
    return (bytes[bytes.length - 2] & 0xff) == 0xff && (bytes[bytes.length - 1] & 0xff) == 0xd9;
  }
}
