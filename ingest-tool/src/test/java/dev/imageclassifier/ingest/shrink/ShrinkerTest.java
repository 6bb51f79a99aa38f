package dev.imageclassifier.ingest.shrink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShrinkerTest {
  private static final int EXIF = 0xE1;
  private static final int PROFILE = 0xE2;

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png"})
  void theLongestSideIsAsLongAsAllowedAndTheColoursStay(String format) throws IOException {
    Shrunk shrunk = shrink(encoded(halves(1001, 500, BufferedImage.TYPE_INT_RGB), format), 100);

    BufferedImage small = read(shrunk.bytes());
    assertEquals("1001x500", shrunk.before());
    assertEquals(100, small.getWidth());
    assertEquals(50, small.getHeight());
    for (int[] corner : new int[][] {{0, 0}, {0, 49}}) {
      assertNear(Color.ORANGE, new Color(small.getRGB(corner[0], corner[1])));
    }
    for (int[] corner : new int[][] {{99, 0}, {99, 49}}) {
      assertNear(Color.BLUE, new Color(small.getRGB(corner[0], corner[1])));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png"})
  void greyStaysGreyAndIsNotBrightened(String format) throws IOException {
    BufferedImage grey = new BufferedImage(200, 400, BufferedImage.TYPE_BYTE_GRAY);
    Arrays.fill(
        ((java.awt.image.DataBufferByte) grey.getRaster().getDataBuffer()).getData(), (byte) 60);

    BufferedImage small = read(shrink(encoded(grey, format), 100).bytes());

    assertEquals(1, small.getRaster().getNumBands());
    assertEquals(60, small.getRaster().getSample(25, 50, 0), 2);
  }

  @Test
  void everyPixelHasItsShare() throws IOException {
    BufferedImage board = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64 * 64; i++) {
      board.setRGB(i % 64, i / 64, (i % 64 + i / 64) % 2 == 0 ? 0xffffff : 0);
    }

    BufferedImage small = read(shrink(encoded(board, "png"), 16).bytes());

    for (int i = 0; i < 16 * 16; i++) {
      assertEquals(127.5, small.getRaster().getSample(i % 16, i / 16, 0), 2, "pixel " + i);
    }
  }

  @Test
  void orientationAndProfileTravelAlong() throws IOException {
    byte[] exif = "Exif\0\0held like this".getBytes(StandardCharsets.ISO_8859_1);
    byte[] profile = "ICC_PROFILE\0no profile at all".getBytes(StandardCharsets.ISO_8859_1);
    byte[] other = "http://ns.adobe.com/xap/1.0/\0<x/>".getBytes(StandardCharsets.ISO_8859_1);
    byte[] jpeg = encoded(halves(300, 200, BufferedImage.TYPE_INT_RGB), "jpg");
    jpeg = withSegment(withSegment(withSegment(jpeg, EXIF, other), PROFILE, profile), EXIF, exif);

    byte[] small = shrink(jpeg, 100).bytes();

    String text = new String(small, StandardCharsets.ISO_8859_1);
    assertEquals(text.indexOf("Exif\0\0held"), text.lastIndexOf("Exif\0\0"));
    assertTrue(text.indexOf("Exif\0\0held") > text.indexOf("JFIF"));
    assertTrue(text.contains("ICC_PROFILE\0no profile at all"));
    assertTrue(!text.contains("http://ns.adobe.com"));
    assertEquals(
        100, ImageIO.read(new ByteArrayInputStream(new JpegSegments(small).rest())).getWidth());
  }

  @Test
  void chunksOfPngTravelAlong() throws IOException {
    byte[] png = encoded(halves(300, 200, BufferedImage.TYPE_4BYTE_ABGR), "png");

    byte[] small = shrink(withExif(png), 100).bytes();

    assertTrue(new String(small, StandardCharsets.ISO_8859_1).contains("eXIfheld like this"));
    assertEquals(100, read(small).getWidth());
    assertTrue(read(small).getColorModel().hasAlpha());
  }

  @Test
  void whatIsSmallEnoughOrNotPlainOrDamagedStaysAsItIs() throws IOException {
    byte[] jpeg = encoded(halves(300, 200, BufferedImage.TYPE_INT_RGB), "jpg");
    assertStays(jpeg, 300);
    assertStays(encoded(halves(300, 200, BufferedImage.TYPE_BYTE_INDEXED), "png"), 100);
    assertStays(encoded(halves(300, 200, BufferedImage.TYPE_BYTE_INDEXED), "gif"), 100);
    assertStays(encoded(halves(300, 200, BufferedImage.TYPE_USHORT_GRAY), "png"), 100);
    assertStays(new byte[0], 100);
    byte[] png = encoded(halves(300, 200, BufferedImage.TYPE_INT_RGB), "png");
    for (int length = 1; length < 3000; length += 7) {
      assertStays(Arrays.copyOf(jpeg, Math.min(length, jpeg.length - 10)), 100);
      assertStays(Arrays.copyOf(png, Math.min(length, png.length - 20)), 100);
    }
  }

  private static void assertStays(byte[] file, int side) {
    assertTrue(new Shrinker(side).shrink(file).isEmpty());
  }

  private static void assertNear(Color expected, Color found) {
    assertEquals(expected.getRed(), found.getRed(), 3);
    assertEquals(expected.getGreen(), found.getGreen(), 3);
    assertEquals(expected.getBlue(), found.getBlue(), 3);
  }

  private static Shrunk shrink(byte[] file, int side) {
    return new Shrinker(side).shrink(file).orElseThrow();
  }

  private static BufferedImage read(byte[] file) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(file));
  }

  private static BufferedImage halves(int width, int height, int type) {
    BufferedImage picture = new BufferedImage(width, height, type);
    Graphics2D pen = picture.createGraphics();
    pen.setColor(Color.ORANGE);
    pen.fillRect(0, 0, width / 2, height);
    pen.setColor(Color.BLUE);
    pen.fillRect(width / 2, 0, width, height);
    pen.dispose();
    return picture;
  }

  private static byte[] encoded(BufferedImage picture, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      assertTrue(ImageIO.write(picture, format, bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
    return ByteBuffer.allocate(jpeg.length + content.length + 4)
        .put(jpeg, 0, 2)
        .put((byte) 0xff)
        .put((byte) marker)
        .putShort((short) (content.length + 2))
        .put(content)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  /** Behind the head, which is 8 + 25 bytes long. */
  private static byte[] withExif(byte[] png) {
    byte[] chunk = "eXIfheld like this".getBytes(StandardCharsets.ISO_8859_1);
    CRC32 crc = new CRC32();
    crc.update(chunk);
    return ByteBuffer.allocate(png.length + chunk.length + 8)
        .put(png, 0, 33)
        .putInt(chunk.length - 4)
        .put(chunk)
        .putInt((int) crc.getValue())
        .put(png, 33, png.length - 33)
        .array();
  }
}
