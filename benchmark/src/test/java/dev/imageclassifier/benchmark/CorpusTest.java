package dev.imageclassifier.benchmark;

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

class CorpusTest {
  @Test
  void aFolderGivesItsJpegsByName(@TempDir Path folder) throws Exception {
    Files.createDirectories(folder.resolve("sub"));
    Files.write(folder.resolve("sub").resolve("b.JPEG"), new byte[] {2});
    Files.write(folder.resolve("a.jpg"), new byte[] {1});
    Files.write(folder.resolve("notes.txt"), new byte[] {3});

    Corpus corpus = Corpus.of(folder);

    assertEquals(2, corpus.pictures().size());
    assertArrayEquals(new byte[] {1}, corpus.at(0));
    assertArrayEquals(new byte[] {2}, corpus.at(3));
    assertEquals(List.of(2, 1), corpus.slice(1, 2).stream().map(file -> (int) file[0]).toList());
  }

  @Test
  void aFolderWithoutJpegsIsRefused(@TempDir Path folder) {
    assertThrows(UserError.class, () -> Corpus.of(folder));
  }

  @Test
  void whatIsDrawnIs500By375() throws Exception {
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(Corpus.drawn(500, 375).at(0)));

    assertEquals(500, picture.getWidth());
    assertEquals(375, picture.getHeight());
    assertEquals(51, Corpus.mixed().pictures().size());
  }
}
