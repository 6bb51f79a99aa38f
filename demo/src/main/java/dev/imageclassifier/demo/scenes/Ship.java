package dev.imageclassifier.demo.scenes;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Random;

/** A container ship at sea. */
final class Ship implements Scene {

  private static final Material HULL = Material.of(0x0a141f, 0x1f3a57, 0x55789c, 14, 0.08);
  private static final Material HOUSE = Material.of(0x8c949c, 0xe6e9ea, 0xffffff, 5, 0.04);
  private static final int[] BOXES = {0xa8402e, 0x2f6a8c, 0xc98a34, 0x6b7378, 0x3f7d56, 0xb9b4a6};

  @Override
  public void paint(Canvas canvas) {
    Backdrop.sky(canvas, 200, 0x6fa5d2, 0xdfe9ef, 0.45);
    canvas.blur(3);
    Backdrop.ground(canvas, 200, 0x1f4a68, 0x4f86a3, 70, 9);
    canvas.soft(Outline.ellipse(242, 272, 180, 16), 0x0a1e2c, 18, 0.7);
    containers(canvas);
    house(canvas);
    hull(canvas);
    foam(canvas);
    canvas.filmGrain(0.02);
  }

  private static void hull(Canvas canvas) {
    Shape hull =
        Outline.polygon(
            64, 176, 108, 190, 404, 192, 414, 196, 408, 240, 398, 262, 104, 262, 92, 240);
    canvas.body(hull, HULL);
    canvas.fill(Outline.within(hull, Backdrop.band(248, 264)), new Color(0x8c2a20));
    canvas.fill(Outline.within(hull, Backdrop.band(246, 248)), new Color(0xd8d8d0));
    canvas.stroke(Outline.polygon(64, 176, 108, 190, 404, 192), new Color(0xcfd6da), 2);
  }

  private static void containers(Canvas canvas) {
    Random random = canvas.random();
    for (int stack = 0; stack < 8; stack++) {
      int tiers = 3 + random.nextInt(2);
      for (int tier = 0; tier < tiers; tier++) {
        int rgb = BOXES[random.nextInt(BOXES.length)];
        Shape box = new Rectangle2D.Double(122 + stack * 25, 176 - tier * 15, 23.5, 14);
        canvas.fillDown(box, rgb, Tint.mixRgb(rgb, 0x000000, 0.35));
      }
    }
    canvas.stroke(Outline.line(96, 188, 96, 130), new Color(0xd8dde0), 3);
  }

  private static void house(Canvas canvas) {
    canvas.body(Outline.polygon(326, 192, 326, 104, 392, 104, 398, 192), HOUSE);
    canvas.body(Outline.polygon(318, 104, 318, 86, 386, 86, 392, 104), HOUSE);
    canvas.fill(new Rectangle2D.Double(320, 91, 64, 7), new Color(0x202c36));
    for (int deck = 0; deck < 5; deck++) {
      canvas.fill(new Rectangle2D.Double(326, 118 + deck * 15, 68, 1.6), new Color(0x8d969d));
      for (int port = 0; port < 7; port++) {
        canvas.fill(
            new Rectangle2D.Double(332 + port * 8.5, 109 + deck * 15, 4, 5), new Color(0x35434e));
      }
    }
    canvas.body(
        Outline.polygon(366, 88, 368, 52, 392, 52, 396, 88),
        Material.of(0x50120e, 0xb5352a, 0xe07a68, 8, 0.05));
    canvas.fill(Outline.polygon(367, 62, 368, 52, 392, 52, 393, 62), new Color(0x16181a));
    canvas.stroke(Outline.line(338, 86, 338, 44), new Color(0xe4e8ea), 3);
    canvas.stroke(Outline.line(328, 58, 348, 58), new Color(0xe4e8ea), 2);
  }

  private static void foam(Canvas canvas) {
    Random random = canvas.random();
    Path2D wash = new Path2D.Double(Path2D.WIND_NON_ZERO);
    for (int i = 0; i < 60; i++) {
      double x = 92 + random.nextDouble() * 318;
      double reach = 4 + random.nextDouble() * 16;
      wash.append(Outline.ellipse(x, 262 + random.nextDouble() * 6, reach, 1.6), false);
    }
    canvas.soft(wash, 0xe9f2f5, 3, 0.8);
    for (int i = 0; i < 60; i++) {
      double y = 276 + random.nextDouble() * 84;
      double x = random.nextDouble() * WIDTH;
      canvas.fill(Outline.ellipse(x, y, 5 + (y - 270) / 8, 1), Tint.glaze(0xd8e8ee, 0.35));
    }
  }
}
