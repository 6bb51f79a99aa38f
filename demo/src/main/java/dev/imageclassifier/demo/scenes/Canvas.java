package dev.imageclassifier.demo.scenes;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Random;

/** The picture being painted, with the few brushes that all scenes share. Light is top left. */
final class Canvas {

  private static final Rectangle WHOLE = new Rectangle(Scene.WIDTH, Scene.HEIGHT);
  private static final double LIGHT_X = -0.40;
  private static final double LIGHT_Y = -0.70;
  private static final double LIGHT_Z = 0.59;
  private static final double STEEPNESS = 1.9;

  private final Noise noise;
  private final Random random;
  private final BufferedImage image =
      new BufferedImage(Scene.WIDTH, Scene.HEIGHT, BufferedImage.TYPE_INT_RGB);
  private final int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();

  Canvas(int seed) {
    noise = new Noise(seed);
    random = new Random(seed);
  }

  BufferedImage image() {
    return image;
  }

  Noise noise() {
    return noise;
  }

  Random random() {
    return random;
  }

  /** A flat or gradient fill. */
  void fill(Shape shape, Paint paint) {
    Graphics2D pen = pen();
    pen.setPaint(paint);
    pen.fill(shape);
    pen.dispose();
  }

  /** A fill that runs from one colour at the top of the shape to another at its bottom. */
  void fillDown(Shape shape, int top, int bottom) {
    Rectangle box = shape.getBounds();
    fill(
        shape,
        new GradientPaint(
            0, box.y, new Color(top), 0, box.y + Math.max(1, box.height), new Color(bottom)));
  }

  /** A line with round ends. */
  void stroke(Shape path, Color color, double thickness) {
    Graphics2D pen = pen();
    pen.setColor(color);
    pen.setStroke(
        new BasicStroke((float) thickness, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    pen.draw(path);
    pen.dispose();
  }

  /** A colour laid over the picture with a soft edge: a shadow, a glow, a blush, a marking. */
  void soft(Shape shape, int rgb, double blur, double opacity) {
    Mask mask = Mask.of(shape, blur).blurred(blur);
    everyPixel(mask.area(), (x, y, below) -> Tint.mixRgb(below, rgb, mask.at(x, y) * opacity));
  }

  /** The same, but only inside another shape. */
  void softWithin(Shape whole, Shape part, int rgb, double blur, double opacity) {
    Mask outer = Mask.of(whole, 0);
    Mask inner = Mask.of(part, blur).blurred(blur);
    everyPixel(
        outer.area().intersection(inner.area()),
        (x, y, below) -> Tint.mixRgb(below, rgb, outer.at(x, y) * inner.at(x, y) * opacity));
  }

  /**
   * A rounded, lit and textured body with the given silhouette. The blurred silhouette serves as
   * the height of its surface: steep at the edge, level where the edge is far away.
   */
  void body(Shape shape, Material material) {
    Mask mask = Mask.of(shape, material.roundness());
    Mask height = mask.blurred(material.roundness());
    double steepness = STEEPNESS * Math.max(1, material.roundness());
    everyPixel(
        mask.area(),
        (x, y, below) -> {
          float cover = mask.at(x, y);
          if (cover == 0) {
            return below;
          }
          double slopeX = steepness * (height.at(x + 1, y) - height.at(x - 1, y)) / 2;
          double slopeY = steepness * (height.at(x, y + 1) - height.at(x, y - 1)) / 2;
          int rgb = material.rgb(tone(slopeX, slopeY) + grain(material, x, y));
          return Tint.mixRgb(below, rgb, cover);
        });
  }

  /** Puts everything painted so far out of focus. */
  void blur(int reach) {
    int[] blurred = new int[pixels.length];
    float[] channel = new float[pixels.length];
    for (int shift = 0; shift <= 16; shift += 8) {
      for (int i = 0; i < pixels.length; i++) {
        channel[i] = (pixels[i] >> shift) & 0xff;
      }
      float[] soft = BoxBlur.blur(channel, Scene.WIDTH, Scene.HEIGHT, reach, 2);
      for (int i = 0; i < pixels.length; i++) {
        blurred[i] |= Math.round(soft[i]) << shift;
      }
    }
    System.arraycopy(blurred, 0, pixels, 0, pixels.length);
  }

  /** The grain of a camera's sensor, over the whole picture. */
  void filmGrain(double strength) {
    everyPixel(
        (x, y, below) -> {
          double offset = random.nextGaussian() * strength;
          return Tint.mixRgb(below, offset < 0 ? 0x000000 : 0xffffff, Math.abs(offset));
        });
  }

  /** Changes every pixel of the picture, row by row. */
  void everyPixel(Shader shader) {
    everyPixel(WHOLE, shader);
  }

  private void everyPixel(Rectangle area, Shader shader) {
    for (int y = area.y; y < area.y + area.height; y++) {
      for (int x = area.x; x < area.x + area.width; x++) {
        int at = y * Scene.WIDTH + x;
        pixels[at] = shader.rgb(x, y, pixels[at]);
      }
    }
  }

  /** How far the light on a slope is from that on a level surface; -1 dark, 1 bright. */
  private static double tone(double slopeX, double slopeY) {
    double lit = LIGHT_Z - slopeX * LIGHT_X - slopeY * LIGHT_Y;
    double tone = lit / Math.sqrt(1 + slopeX * slopeX + slopeY * slopeY) - LIGHT_Z;
    // There is less room above a level surface than below it, so highlights need more gain.
    return tone < 0 ? tone * 0.9 : tone * 2;
  }

  private double grain(Material material, int x, int y) {
    return material.grain()
        * noise.fractal(x / material.grainWidth(), y / material.grainHeight(), 4);
  }

  private Graphics2D pen() {
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    return pen;
  }

  /** Computes the new colour of one pixel. */
  @FunctionalInterface
  interface Shader {
    int rgb(int x, int y, int below);
  }
}
