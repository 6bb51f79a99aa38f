package dev.imageclassifier.benchmark.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.imageclassifier.cli.UserError;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSetTest {
  @Test
  void readsTheJpegFilesOfADirectorySortedByPath(@TempDir Path directory) throws Exception {
    Files.createDirectories(directory.resolve("sub"));
    Files.write(directory.resolve("sub").resolve("b.JPEG"), new byte[] {2});
    Files.write(directory.resolve("a.jpg"), new byte[] {1});
    Files.write(directory.resolve("notes.txt"), new byte[] {3});

    ImageSet set = ImageSet.of(directory);

    assertEquals(2, set.images().size());
    assertArrayEquals(new byte[] {1}, set.at(0));
    assertArrayEquals(new byte[] {2}, set.at(3));
    assertEquals(List.of(2, 1), set.slice(1, 2).stream().map(file -> (int) file[0]).toList());
  }

  @Test
  void rejectsADirectoryWithoutJpegFiles(@TempDir Path directory) {
    assertThrows(UserError.class, () -> ImageSet.of(directory));
  }

  @Test
  void scalesTheDefaultImages() throws Exception {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(ImageSet.ofSize(500, 375).at(0)));

    assertEquals(500, image.getWidth());
    assertEquals(375, image.getHeight());
    assertEquals(56, ImageSet.mixedSizes().images().size());
  }
}
