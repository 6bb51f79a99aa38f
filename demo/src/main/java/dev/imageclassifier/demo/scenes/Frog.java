package dev.imageclassifier.demo.scenes;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Area;
import java.util.Random;

/** A green frog that crouches on wet ground, close to the camera. */
final class Frog implements Scene {

  private static final Material SKIN = Material.of(0x1f3310, 0x6b8f2f, 0xc3d976, 34, 0.3);
  private static final Material LEG = Material.of(0x182a0c, 0x587c28, 0xaecb62, 16, 0.35);

  @Override
  public void paint(Canvas canvas) {
    Backdrop.ground(canvas, 0, 0x3f3322, 0x8a7450, 46, 26);
    canvas.blur(3);
    Backdrop.ground(canvas, 150, 0x4a3b27, 0x97805a, 30, 12);
    canvas.blur(1);
    canvas.soft(Outline.ellipse(252, 296, 168, 22), 0x0c0a05, 18, 0.85);
    Area body = body();
    canvas.body(body, SKIN);
    belly(canvas, body);
    spots(canvas, body);
    hindLeg(canvas);
    foreLeg(canvas);
    face(canvas);
    canvas.filmGrain(0.02);
  }

  private static Area body() {
    return new Area(
        Outline.smooth(
            82, 186, 104, 158, 140, 138, 196, 122, 250, 128, 310, 158, 360, 204, 392, 254, 388, 288,
            330, 292, 250, 286, 180, 270, 118, 240, 88, 212));
  }

  private static void belly(Canvas canvas, Area body) {
    canvas.softWithin(
        body,
        Outline.smooth(76, 208, 140, 216, 190, 232, 230, 270, 200, 310, 110, 280),
        0xe6e2b0,
        12,
        0.85);
    canvas.softWithin(body, Outline.limb(150, 150, 5, 230, 152, 5, 320, 196, 4), 0xd6e690, 8, 0.6);
  }

  private static void spots(Canvas canvas, Area body) {
    Random random = canvas.random();
    for (int i = 0; i < 26; i++) {
      double x = 170 + random.nextDouble() * 200;
      double y = 130 + random.nextDouble() * 110 + (x - 170) * 0.25;
      double size = 4 + random.nextDouble() * 7;
      canvas.softWithin(body, Outline.ellipse(x, y, size, size * 0.7), 0x22350f, 4, 0.8);
    }
  }

  private static void hindLeg(Canvas canvas) {
    Shape foot = Outline.limb(330, 292, 9, 280, 300, 6, 246, 304, 4);
    canvas.body(Outline.union(foot, Outline.limb(300, 298, 6, 266, 290, 3)), LEG);
    Shape thigh =
        Outline.smooth(
            282, 250, 296, 214, 332, 196, 372, 208, 402, 248, 408, 284, 376, 302, 320, 296);
    canvas.soft(thigh, 0x101c06, 10, 0.5);
    canvas.body(thigh, LEG.withRoundness(26));
    for (int bar = 0; bar < 3; bar++) {
      canvas.softWithin(
          thigh, Outline.limb(312 + bar * 28, 214, 5, 322 + bar * 24, 250, 6), 0x1c2e0c, 6, 0.75);
    }
  }

  private static void foreLeg(Canvas canvas) {
    Shape arm = Outline.limb(206, 232, 20, 196, 262, 14, 210, 292, 9);
    canvas.soft(arm, 0x101c06, 8, 0.5);
    canvas.body(
        Outline.union(
            arm,
            Outline.limb(210, 292, 8, 182, 304, 4),
            Outline.limb(210, 292, 8, 204, 310, 4),
            Outline.limb(210, 292, 8, 230, 308, 4)),
        LEG);
  }

  private static void face(Canvas canvas) {
    canvas.stroke(Outline.line(84, 198, 118, 206, 160, 208, 196, 198), new Color(0x22300f), 4);
    canvas.fill(Outline.ellipse(96, 176, 3, 2), new Color(0x16200a));
    canvas.body(
        Outline.ellipse(222, 176, 15, 16), Material.of(0x2a2a10, 0x7d7a34, 0xb4ae60, 8, 0.2));
    eye(canvas, 122, 138, 15);
    eye(canvas, 172, 132, 25);
  }

  private static void eye(Canvas canvas, double x, double y, double radius) {
    canvas.body(Outline.ellipse(x, y, radius * 1.15, radius), SKIN.withRoundness(14));
    canvas.body(
        Outline.ellipse(x, y, radius * 0.8, radius * 0.72),
        Material.of(0x4a3408, 0xcf9a24, 0xf7dc70, 8, 0.2));
    canvas.fill(Outline.ellipse(x, y, radius * 0.55, radius * 0.36), new Color(0x070704));
    canvas.fill(Outline.ellipse(x - radius * 0.2, y - radius * 0.25, 3.5, 3), Color.WHITE);
  }
}
