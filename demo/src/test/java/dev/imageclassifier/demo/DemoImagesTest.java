package dev.imageclassifier.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoImagesTest {
  @Test
  void writesPhotographsAndTwoInvalidFiles(@TempDir Path directory) throws Exception {
    Path images = directory.resolve("images");

    DemoImages.writeTo(images);

    try (Stream<Path> files = Files.list(images)) {
      assertEquals(DemoImages.PHOTOGRAPHS.size() + 2, files.count());
    }
    for (String name : DemoImages.PHOTOGRAPHS) {
      assertEquals(0xff, Files.readAllBytes(images.resolve(name))[0] & 0xff, name);
    }
    byte[] damaged = Files.readAllBytes(images.resolve(DemoImages.DAMAGED));
    byte[] whole = Files.readAllBytes(images.resolve("ridge.jpg"));
    assertArrayEquals(Arrays.copyOf(whole, whole.length / 2), damaged);
  }

  @Test
  void scalesThePhotographs() throws Exception {
    List<byte[]> scaled = DemoImages.scaled(120, 90);

    assertEquals(DemoImages.PHOTOGRAPHS.size(), scaled.size());
    for (byte[] encoded : scaled) {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(encoded));
      assertEquals(120, image.getWidth());
      assertEquals(90, image.getHeight());
    }
    assertArrayEquals(scaled.get(0), DemoImages.scaled(120, 90).get(0));
  }
}
