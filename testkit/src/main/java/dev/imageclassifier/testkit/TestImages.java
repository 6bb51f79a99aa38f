package dev.imageclassifier.testkit;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;

/** Encoded images for tests. All are generated, so that a test needs no file. */
public final class TestImages {
  /** Bytes that are not an image. */
  public static final byte[] NOT_AN_IMAGE = "not an image".getBytes(StandardCharsets.UTF_8);

  private static final int SCENE_WIDTH = 720;
  private static final int SCENE_HEIGHT = 540;
  private static final int JPEG_START_MARKER_LENGTH = 2;

  private TestImages() {}

  /** A small image (24 x 16) in a format of ImageIO: {@code jpg}, {@code png}, {@code gif}, … */
  public static byte[] small(String format) {
    BufferedImage image = new BufferedImage(24, 16, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.ORANGE);
    graphics.fillOval(4, 2, 12, 12);
    graphics.dispose();
    return encode(image, format);
  }

  /** A PNG of 16 x 12 pixels that all have this colour, {@code 0xrrggbb}. */
  public static byte[] plain(int rgb) {
    return png(16, 12, (x, y) -> rgb);
  }

  /** A PNG of 8 x 8 coloured blocks. The colours depend on the seed only. */
  public static byte[] blocks(int width, int height, long seed) {
    int[] colors = new Random(seed).ints(64, 0, 1 << 24).toArray();
    return png(width, height, (x, y) -> colors[x * 8 / width * 8 + y * 8 / height]);
  }

  /** A PNG whose pixel at (x, y) has the colour {@code rgb(x, y)}, {@code 0xrrggbb}. */
  public static byte[] png(int width, int height, IntBinaryOperator rgb) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, rgb.applyAsInt(x, y));
      }
    }
    return encode(image, "png");
  }

  /** A landscape of 720 x 540 pixels as a JPEG. The variant, 0 to 5, determines its colours. */
  public static byte[] sceneJpeg(int variant) {
    return encode(scene(variant), "jpeg");
  }

  /** A landscape as {@link #sceneJpeg}, as a PNG. */
  public static byte[] scenePng(int variant) {
    return encode(scene(variant), "png");
  }

  /** The first half of a JPEG. */
  public static byte[] truncatedJpeg() {
    byte[] jpeg = sceneJpeg(1);
    return Arrays.copyOf(jpeg, jpeg.length / 2);
  }

  /** A JPEG of 540 x 720 stored pixels with EXIF orientation 6: a viewer shows 720 x 540 pixels. */
  public static byte[] rotatedJpeg() {
    BufferedImage upright = scene(2);
    BufferedImage rotated =
        new BufferedImage(
            /* width= */ SCENE_HEIGHT, /* height= */ SCENE_WIDTH, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = rotated.createGraphics();
    graphics.translate(0, SCENE_WIDTH);
    graphics.rotate(-Math.PI / 2);
    graphics.drawImage(upright, 0, 0, null);
    graphics.dispose();
    byte[] jpeg = encode(rotated, "jpeg");
    byte[] exif =
        HexFormat.of()
            .parseHex("ffe1002245786966000049492a0008000000010012010300010000000600000000000000");
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    result.write(jpeg, 0, JPEG_START_MARKER_LENGTH);
    result.writeBytes(exif);
    result.write(jpeg, JPEG_START_MARKER_LENGTH, jpeg.length - JPEG_START_MARKER_LENGTH);
    return result.toByteArray();
  }

  /** Encodes an image with ImageIO. */
  public static byte[] encode(BufferedImage image, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, bytes)) {
        throw new AssertionError("ImageIO has no writer for " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Writes bytes to {@code directory/name} and creates the parent directories. */
  public static Path write(Path directory, String name, byte[] bytes) {
    try {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BufferedImage scene(int variant) {
    BufferedImage image = new BufferedImage(SCENE_WIDTH, SCENE_HEIGHT, BufferedImage.TYPE_INT_RGB);
    float hue = variant / 6f;
    int horizon = SCENE_HEIGHT * 3 / 5;
    Graphics2D graphics = image.createGraphics();
    graphics.setPaint(
        new GradientPaint(
            0,
            0,
            Color.getHSBColor(hue + 0.55f, 0.55f, 0.85f),
            0,
            horizon,
            Color.getHSBColor(hue + 0.05f, 0.35f, 1f)));
    graphics.fillRect(0, 0, SCENE_WIDTH, horizon);
    graphics.setPaint(
        new GradientPaint(
            0,
            horizon,
            Color.getHSBColor(hue + 0.58f, 0.6f, 0.6f),
            0,
            SCENE_HEIGHT,
            Color.getHSBColor(hue + 0.62f, 0.8f, 0.3f)));
    graphics.fillRect(0, horizon, SCENE_WIDTH, SCENE_HEIGHT - horizon);
    graphics.setColor(new Color(255, 245, 214));
    graphics.fillOval(110 + 70 * variant, 70 + 14 * variant, 92, 92);
    graphics.setColor(new Color(122, 46, 34));
    graphics.fillPolygon(
        new int[] {210, 530, 480, 260},
        new int[] {horizon + 30, horizon + 30, horizon + 105, horizon + 105},
        4);
    graphics.setColor(new Color(250, 248, 240));
    graphics.fillPolygon(
        new int[] {375, 375, 500}, new int[] {horizon - 215, horizon + 5, horizon + 5}, 3);
    graphics.dispose();
    return image;
  }
}
