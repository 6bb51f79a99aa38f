package dev.imageclassifier.demo.scenes;

import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.util.Random;

/** Skies, waters, meadows, woods and roads that scenes stand in. */
final class Backdrop {

  private Backdrop() {}

  /** A horizontal band of the canvas. */
  static Shape band(double top, double bottom) {
    return new Rectangle2D.Double(0, top, Scene.WIDTH, bottom - top);
  }

  /** A sky down to some height, with clouds of the given density from 0 to 1. */
  static void sky(Canvas canvas, double bottom, int zenith, int horizon, double clouds) {
    canvas.fillDown(band(0, bottom), zenith, horizon);
    canvas.everyPixel(
        (x, y, below) -> {
          if (y >= bottom) {
            return below;
          }
          double cloud = canvas.noise().fractal(x / 130.0, y / 55.0, 5) + clouds - 0.5;
          double opacity = Math.max(0, Math.min(0.9, cloud * 2.2));
          return Tint.mixRgb(below, 0xffffff, opacity);
        });
  }

  /** Level ground, water or a wall: two colours mixed by noise, finer towards the horizon. */
  static void ground(
      Canvas canvas, double horizon, int dark, int light, double grainX, double grainY) {
    canvas.everyPixel(
        (x, y, below) -> {
          if (y < horizon) {
            return below;
          }
          double depth = 0.25 + (y - horizon) / (Scene.HEIGHT - horizon);
          double wave =
              canvas
                  .noise()
                  .fractal(
                      (x - Scene.WIDTH / 2.0) / (grainX * depth),
                      (y - horizon) / (grainY * depth),
                      5);
          return Tint.mixRgb(dark, light, Math.max(0, Math.min(1, 0.5 + wave)));
        });
  }

  /** Blades of grass between two heights, longer towards the viewer. */
  static void grass(Canvas canvas, double top, double bottom, int count, int dark, int light) {
    Random random = canvas.random();
    for (int i = 0; i < count; i++) {
      double y = top + (bottom - top) * i / count;
      double x = random.nextDouble() * Scene.WIDTH;
      double length = (4 + 16 * (y - top) / Math.max(1, Scene.HEIGHT - top));
      length *= 0.6 + 0.8 * random.nextDouble();
      double lean = (random.nextDouble() - 0.5) * length;
      canvas.stroke(
          Outline.line(x, y, x + lean * 0.3, y - length * 0.6, x + lean, y - length),
          Tint.mix(dark, light, random.nextDouble()),
          1.3);
    }
  }

  /** Crowns of trees or bushes between two heights, as blots of foliage. */
  static void foliage(Canvas canvas, double top, double bottom, int count, int dark, int light) {
    Random random = canvas.random();
    for (int i = 0; i < count; i++) {
      double x = random.nextDouble() * Scene.WIDTH;
      double y = top + random.nextDouble() * (bottom - top);
      double size = 8 + random.nextDouble() * 22;
      double shade = random.nextDouble() * (1 - 0.5 * (y - top) / (bottom - top));
      canvas.fill(Outline.ellipse(x, y, size, size * 0.75), Tint.mix(dark, light, shade));
    }
  }

  /** Upright trunks from some height down to the ground. */
  static void trunks(Canvas canvas, double top, double bottom, int count, int rgb) {
    Random random = canvas.random();
    for (int i = 0; i < count; i++) {
      double x = random.nextDouble() * Scene.WIDTH;
      double radius = 2 + random.nextDouble() * 6;
      canvas.fill(
          Outline.polygon(
              x - radius, bottom, x + radius, bottom, x + radius * 0.7, top, x - radius * 0.7, top),
          Tint.mix(rgb, 0x000000, random.nextDouble() * 0.4));
    }
  }
}
