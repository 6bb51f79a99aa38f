package dev.imageclassifier.demo;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** The images that the demo publishes by default: photographs and two invalid files. */
public final class DemoImages {
  /** A photograph that is truncated in the middle. */
  static final String DAMAGED = "damaged.jpg";

  /** A text file whose name looks like an image. */
  static final String NOT_AN_IMAGE = "notes.jpg";

  /** The photographs; images/README.md names their authors and licences. */
  static final List<String> PHOTOGRAPHS =
      List.of(
          "astronaut.jpg",
          "cat.jpg",
          "dandelion.jpg",
          "dogs.jpg",
          "dragonfly.jpg",
          "espresso.jpg",
          "mountains.jpg",
          "paintbrush.jpg",
          "ridge.jpg",
          "rocket.jpg",
          "valley.jpg");

  private static final float JPEG_QUALITY = 0.92f;

  private DemoImages() {}

  /**
   * Writes the photographs and the two invalid files into a new directory.
   *
   * @throws IOException if a file cannot be written
   */
  static void writeTo(Path directory) throws IOException {
    Files.createDirectories(directory);
    for (String name : PHOTOGRAPHS) {
      Files.write(directory.resolve(name), read(name));
    }
    Files.write(directory.resolve(DAMAGED), read(DAMAGED));
    Files.write(directory.resolve(NOT_AN_IMAGE), read(NOT_AN_IMAGE));
  }

  /** The photographs as JPEGs of exactly this size; their content is the same at each call. */
  public static List<byte[]> scaled(int width, int height) {
    return PHOTOGRAPHS.parallelStream().map(name -> scale(name, width, height)).toList();
  }

  private static byte[] scale(String name, int width, int height) {
    try (InputStream photograph = open(name)) {
      BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
      Graphics2D graphics = scaled.createGraphics();
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
      graphics.drawImage(ImageIO.read(photograph), 0, 0, width, height, null);
      graphics.dispose();
      return jpeg(scaled);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot scale " + name, e);
    }
  }

  private static byte[] jpeg(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(JPEG_QUALITY);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static byte[] read(String name) throws IOException {
    try (InputStream file = open(name)) {
      return file.readAllBytes();
    }
  }

  private static InputStream open(String name) {
    return DemoImages.class.getResourceAsStream("images/" + name);
  }
}
