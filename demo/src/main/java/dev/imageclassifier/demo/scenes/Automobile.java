package dev.imageclassifier.demo.scenes;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Area;

/** A red saloon car on a street, seen from its side. */
final class Automobile implements Scene {

  private static final Material PAINT = Material.of(0x4a0308, 0xb5121c, 0xff8a86, 16, 0.02);
  private static final Material GLASS = Material.of(0x0b1015, 0x2a343d, 0x9fb4c2, 10, 0.1);

  @Override
  public void paint(Canvas canvas) {
    street(canvas);
    canvas.soft(Outline.ellipse(242, 281, 178, 13), 0x000000, 14, 0.85);
    Area body = body();
    canvas.body(body, PAINT);
    canvas.softWithin(body, Backdrop.band(236, 290), 0x1a0204, 16, 0.7);
    canvas.softWithin(body, Backdrop.band(200, 206), 0xffb8b0, 6, 0.55);
    windows(canvas);
    details(canvas);
    for (double x : new double[] {137, 345}) {
      canvas.fill(Outline.ellipse(x, 250, 37, 37), new Color(0x0b0405));
      Wheel.paint(canvas, x, 253, 31, 31);
    }
    canvas.filmGrain(0.02);
  }

  private static void street(Canvas canvas) {
    Backdrop.sky(canvas, 215, 0x8fb4d4, 0xdfe8ee, 0.4);
    Backdrop.foliage(canvas, 60, 195, 180, 0x20351a, 0x6f8f4d);
    canvas.blur(6);
    canvas.fillDown(Backdrop.band(190, 215), 0xa9a59c, 0x8c8982);
    Backdrop.ground(canvas, 215, 0x6e6f72, 0x939497, 40, 8);
    canvas.blur(2);
  }

  private static Area body() {
    Shape lower =
        Outline.smooth(
            66, 248, 66, 222, 76, 206, 112, 194, 168, 186, 250, 182, 340, 182, 396, 188, 412, 202,
            416, 232, 408, 258, 330, 266, 200, 268, 84, 264);
    Shape cabin =
        Outline.smooth(150, 192, 196, 152, 222, 141, 270, 138, 312, 144, 356, 178, 374, 192);
    return Outline.union(lower, cabin);
  }

  private static void windows(Canvas canvas) {
    canvas.body(Outline.smooth(172, 186, 204, 155, 226, 149, 252, 148, 253, 184, 212, 186), GLASS);
    canvas.body(Outline.smooth(262, 148, 286, 149, 308, 154, 338, 180, 300, 184, 262, 184), GLASS);
    canvas.soft(Outline.polygon(196, 180, 224, 153, 236, 152, 208, 182), 0xdfeaf2, 3, 0.35);
  }

  private static void details(Canvas canvas) {
    Color seam = new Color(0x5a070c);
    canvas.stroke(Outline.line(176, 190, 180, 225, 190, 256), seam, 1.3);
    canvas.stroke(Outline.line(258, 148, 258, 190, 260, 258), seam, 1.3);
    canvas.stroke(Outline.line(338, 184, 326, 210, 314, 224), seam, 1.3);
    canvas.fill(Outline.ellipse(236, 203, 9, 2.5), new Color(0xe8d8d6));
    canvas.fill(Outline.ellipse(316, 201, 9, 2.5), new Color(0xe8d8d6));
    canvas.fill(Outline.smooth(68, 224, 76, 210, 96, 206, 92, 220), new Color(0xf5f3e4));
    canvas.fill(Outline.smooth(402, 200, 413, 206, 415, 222, 404, 218), new Color(0x6e0006));
    canvas.fill(Outline.polygon(66, 246, 96, 248, 94, 256, 70, 256), new Color(0x1d1d20));
    canvas.body(Outline.smooth(180, 186, 184, 176, 196, 176, 198, 186), PAINT.withRoundness(5));
  }
}
