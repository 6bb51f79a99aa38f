package dev.imageclassifier.web;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.imageio.ImageIO;

/** Pictures for tests, drawn here: a boat on the sea at one hour of the day or another. */
final class Pictures {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 540;
  private static final int SOI = 2;

  private Pictures() {}

  /** A JPEG; the hour, 0 to 5, decides its colours. */
  static byte[] jpeg(int hour) {
    return encode(draw(hour), "jpeg");
  }

  static byte[] png(int hour) {
    return encode(draw(hour), "png");
  }

  /** A JPEG that ends in the middle. */
  static byte[] truncated() {
    byte[] whole = jpeg(1);
    return Arrays.copyOf(whole, whole.length / 2);
  }

  /** A JPEG lying on its side, whose EXIF orientation (6) says to turn it clockwise. */
  static byte[] onItsSide() {
    BufferedImage upright = draw(2);
    BufferedImage turned =
        new BufferedImage(/* width= */ HEIGHT, /* height= */ WIDTH, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = turned.createGraphics();
    pen.translate(0, upright.getWidth());
    pen.rotate(-Math.PI / 2);
    pen.drawImage(upright, 0, 0, null);
    pen.dispose();
    byte[] jpeg = encode(turned, "jpeg");
    byte[] exif =
        HexFormat.of()
            .parseHex(
                "ffe1002245786966000049492a00080000000100120103000100000006000000" + "00000000");
    byte[] marked = new byte[jpeg.length + exif.length];
    System.arraycopy(jpeg, 0, marked, 0, SOI);
    System.arraycopy(exif, 0, marked, SOI, exif.length);
    System.arraycopy(jpeg, SOI, marked, SOI + exif.length, jpeg.length - SOI);
    return marked;
  }

  private static byte[] encode(BufferedImage image, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static BufferedImage draw(int hour) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    float hue = hour / 6f;
    int horizon = HEIGHT * 3 / 5;
    pen.setPaint(
        new GradientPaint(
            0,
            0,
            Color.getHSBColor(hue + 0.55f, 0.55f, 0.85f),
            0,
            horizon,
            Color.getHSBColor(hue + 0.05f, 0.35f, 1f)));
    pen.fillRect(0, 0, WIDTH, horizon);
    pen.setPaint(
        new GradientPaint(
            0,
            horizon,
            Color.getHSBColor(hue + 0.58f, 0.6f, 0.6f),
            0,
            HEIGHT,
            Color.getHSBColor(hue + 0.62f, 0.8f, 0.3f)));
    pen.fillRect(0, horizon, WIDTH, HEIGHT - horizon);
    pen.setColor(new Color(255, 245, 214));
    pen.fillOval(110 + 70 * hour, 70 + 14 * hour, 92, 92);
    boat(pen, horizon);
    pen.dispose();
    return image;
  }

  private static void boat(Graphics2D pen, int horizon) {
    Path2D hull = new Path2D.Double();
    hull.moveTo(210, horizon + 30);
    hull.lineTo(530, horizon + 30);
    hull.lineTo(480, horizon + 105);
    hull.lineTo(260, horizon + 105);
    hull.closePath();
    pen.setColor(new Color(122, 46, 34));
    pen.fill(hull);
    pen.setColor(new Color(70, 44, 30));
    pen.setStroke(new BasicStroke(8));
    pen.drawLine(365, horizon + 30, 365, horizon - 220);
    Path2D sail = new Path2D.Double();
    sail.moveTo(375, horizon - 215);
    sail.lineTo(375, horizon + 5);
    sail.lineTo(500, horizon + 5);
    sail.closePath();
    pen.setColor(new Color(250, 248, 240));
    pen.fill(sail);
    Path2D jib = new Path2D.Double();
    jib.moveTo(355, horizon - 190);
    jib.lineTo(355, horizon + 5);
    jib.lineTo(262, horizon + 5);
    jib.closePath();
    pen.setColor(new Color(238, 228, 208));
    pen.fill(jib);
  }
}
