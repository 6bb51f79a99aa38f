package dev.imageclassifier.runtime.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.imageclassifier.runtime.decode.images.DecodeAssertions;
import dev.imageclassifier.runtime.decode.images.EncodedImages;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decodes images of 49 megapixels (147 MB of RGB) in a JVM whose heap has space for two images. */
class SmallHeapTest {
  private static final int SIDE = 7_000;
  private static final String HEAP = "-Xmx320m";

  /** The child process: prints one line for each file. */
  static final class Main {
    private Main() {}

    public static void main(String[] files) throws IOException {
      ImageDecoder decoder = new ImageDecoder(DecodeSettings.DEFAULTS);
      for (String file : files) {
        byte[] bytes = Files.readAllBytes(Path.of(file));
        System.out.println(DecodeAssertions.decoded(decoder, bytes).image());
      }
    }
  }

  @Test
  void decodesLargeImages(@TempDir Path directory) throws Exception {
    List<Path> files =
        List.of(
            Files.write(directory.resolve("baseline.jpg"), jpeg(false)),
            Files.write(directory.resolve("progressive.jpg"), jpeg(true)),
            Files.write(directory.resolve("deep.png"), deepPng()));

    String output =
        ChildJvm.run(Main.class, HEAP, files.stream().map(Path::toString).toArray(String[]::new));

    assertEquals("RgbImage[7000x7000]\nRgbImage[1750x1750]\nRgbImage[7000x7000]\n", output);
  }

  private static byte[] jpeg(boolean progressive) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam param = writer.getDefaultWriteParam();
      if (progressive) {
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** 16 bits per sample with alpha: 392 MB when inflated. */
  private static byte[] deepPng() throws IOException {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflated = new DeflaterOutputStream(data)) {
      byte[] row = new byte[1 + 8 * SIDE];
      for (int y = 0; y < SIDE; y++) {
        deflated.write(row);
      }
    }
    return EncodedImages.png(
        EncodedImages.pngHeader(SIDE, SIDE, 16, 6, false),
        EncodedImages.chunk("IDAT", data.toByteArray()));
  }
}
