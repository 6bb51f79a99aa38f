package dev.imageclassifier.demo.scenes;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes the folder of pictures that the demo publishes by default. */
public final class SceneFolder {

  /** A JPEG that ends too early. */
  public static final String DAMAGED = "11-damaged.jpg";

  /** A text file that only its name makes a picture. */
  public static final String NOT_AN_IMAGE = "12-notes.jpg";

  private static final float JPEG_QUALITY = 0.92f;
  private static final double KEPT_OF_DAMAGED = 0.6;
  private static final String NOTES =
      """
      Shopping list: film, batteries, a lens cloth.
      This is no picture, whatever its name says.
      """;

  private static final List<Entry> ENTRIES =
      List.of(
          new Entry("01-airplane.jpg", "airplane", new Airplane()),
          new Entry("02-automobile.jpg", "automobile", new Automobile()),
          new Entry("03-bird.jpg", "bird", new Bird()),
          new Entry("04-cat.png", "cat", new Cat()),
          new Entry("05-deer.jpg", "deer", new Deer()),
          new Entry("06-dog.jpg", "dog", new Dog()),
          new Entry("07-frog.png", "frog", new Frog()),
          new Entry("08-horse.jpg", "horse", new Horse()),
          new Entry("09-ship.jpg", "ship", new Ship()),
          new Entry("10-truck.jpg", "truck", new Truck()));

  private SceneFolder() {}

  /** What each drawn picture shows, by file name; the two bad files are not in it. */
  public static Map<String, String> expectedLabels() {
    Map<String, String> labels = new LinkedHashMap<>();
    ENTRIES.forEach(entry -> labels.put(entry.file(), entry.label()));
    return labels;
  }

  /** Writes the twelve files, the same bytes every time; the folder is created where missing. */
  public static void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    try {
      // Each scene has its own random numbers, so that painting them at once changes nothing.
      ENTRIES.parallelStream().forEach(entry -> write(folder, entry));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    byte[] whole = Files.readAllBytes(folder.resolve(ENTRIES.get(0).file()));
    byte[] cut = Arrays.copyOf(whole, (int) (whole.length * KEPT_OF_DAMAGED));
    Files.write(folder.resolve(DAMAGED), cut);
    Files.write(folder.resolve(NOT_AN_IMAGE), NOTES.getBytes(StandardCharsets.UTF_8));
  }

  /** The ten scenes as JPEGs of this size, the same bytes every time. */
  public static List<byte[]> jpegs(int width, int height) {
    return ENTRIES.parallelStream().map(entry -> jpeg(entry, width, height)).toList();
  }

  private static byte[] jpeg(Entry entry, int width, int height) {
    Canvas canvas = new Canvas(1 + ENTRIES.indexOf(entry));
    entry.scene().paint(canvas);
    BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = scaled.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    pen.drawImage(canvas.image(), 0, 0, width, height, null);
    pen.dispose();
    try {
      return jpeg(scaled);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path folder, Entry entry) {
    Canvas canvas = new Canvas(1 + ENTRIES.indexOf(entry));
    entry.scene().paint(canvas);
    try {
      byte[] encoded = entry.file().endsWith(".png") ? png(canvas.image()) : jpeg(canvas.image());
      Files.write(folder.resolve(entry.file()), encoded);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "png", stream);
    }
    return bytes.toByteArray();
  }

  private static byte[] jpeg(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam settings = writer.getDefaultWriteParam();
      settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      settings.setCompressionQuality(JPEG_QUALITY);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), settings);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private record Entry(String file, String label, Scene scene) {}
}
