package dev.imageclassifier.demo.scenes;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Area;

/** A stag in long grass at the edge of a wood. */
final class Deer implements Scene {

  private static final Material COAT = Material.of(0x38210f, 0x93643a, 0xd2a470, 30, 0.25);
  private static final Material LEG = Material.of(0x2c1a0d, 0x7d5431, 0xb48a5c, 8, 0.2);
  private static final Material FAR_LEG = Material.of(0x1f1209, 0x51361f, 0x72502f, 8, 0.2);
  private static final Material ANTLER = Material.of(0x3b2a1a, 0x8f7350, 0xdcc8a4, 4, 0.2);

  @Override
  public void paint(Canvas canvas) {
    wood(canvas);
    canvas.soft(Outline.ellipse(272, 328, 120, 10), 0x142008, 12, 0.7);
    canvas.body(Outline.limb(214, 214, 15, 222, 258, 7, 218, 292, 5, 222, 332, 4), FAR_LEG);
    canvas.body(Outline.limb(342, 204, 20, 326, 244, 9, 340, 284, 5, 332, 332, 4), FAR_LEG);
    canvas.body(Outline.limb(190, 226, 12, 190, 262, 7, 191, 296, 5, 187, 336, 5), LEG);
    canvas.body(Outline.limb(366, 226, 14, 370, 254, 9, 382, 284, 5, 374, 336, 5), LEG);
    antlers(canvas);
    Area body = body();
    canvas.body(body, COAT);
    canvas.softWithin(body, Outline.ellipse(274, 226, 66, 11, -5), 0xe0c49a, 14, 0.5);
    canvas.softWithin(body, Outline.ellipse(390, 184, 11, 24), 0xf0e6d2, 10, 0.8);
    canvas.softWithin(body, Outline.ellipse(156, 148, 12, 36, -24), 0x4a2f18, 18, 0.5);
    canvas.softWithin(body, Outline.ellipse(150, 164, 11, 15, -20), 0xe9dcc6, 9, 0.75);
    head(canvas);
    Backdrop.grass(canvas, 318, 380, 900, 0x3f5a1e, 0xa9b85c);
    canvas.filmGrain(0.02);
  }

  private static void wood(Canvas canvas) {
    canvas.fillDown(Backdrop.band(0, HEIGHT), 0x4d6138, 0x2f4220);
    Backdrop.trunks(canvas, -10, 200, 22, 0x4a3d2e);
    Backdrop.foliage(canvas, -20, 190, 150, 0x1e3014, 0x66813c);
    canvas.blur(8);
    Backdrop.ground(canvas, 186, 0x55702a, 0x93a550, 60, 14);
    Backdrop.grass(canvas, 190, 330, 1400, 0x4b6824, 0xa3b259);
    canvas.blur(2);
  }

  private static Area body() {
    Area trunk =
        new Area(
            Outline.smooth(
                164, 176, 182, 160, 220, 154, 274, 161, 330, 153, 372, 160, 390, 186, 384, 210, 356,
                222, 312, 216, 276, 224, 232, 234, 192, 230, 168, 208));
    trunk.add(Outline.limb(198, 194, 36, 168, 150, 25, 150, 112, 17, 146, 96, 16));
    // Shoulder and haunch belong to the body, so that no edge shows where the near legs begin.
    trunk.add(Outline.limb(196, 208, 26, 190, 240, 11, 190, 258, 7.5));
    trunk.add(Outline.limb(358, 190, 34, 366, 228, 16, 370, 254, 9));
    trunk.add(new Area(Outline.ellipse(392, 180, 8, 17, -14)));
    return trunk;
  }

  private static void antlers(Canvas canvas) {
    canvas.body(
        Outline.union(
            Outline.limb(152, 78, 5, 178, 56, 4.5, 188, 30, 4, 180, 8, 2),
            Outline.limb(180, 52, 4, 204, 44, 3, 214, 26, 2),
            Outline.limb(188, 30, 3.5, 204, 18, 2.5, 206, 6, 1.5),
            Outline.limb(162, 70, 4, 160, 50, 2)),
        ANTLER);
    canvas.body(
        Outline.union(
            Outline.limb(140, 78, 5, 112, 58, 4.5, 100, 32, 4, 106, 8, 2),
            Outline.limb(108, 52, 4, 86, 44, 3, 76, 28, 2),
            Outline.limb(100, 32, 3.5, 86, 20, 2.5, 82, 8, 1.5),
            Outline.limb(128, 70, 4, 126, 50, 2)),
        ANTLER);
  }

  private static void head(Canvas canvas) {
    for (boolean right : new boolean[] {false, true}) {
      Shape ear = Outline.smooth(162, 92, 184, 76, 202, 76, 190, 92, 168, 102);
      canvas.body(right ? Outline.mirrored(ear, 145) : ear, COAT.withRoundness(8));
    }
    Area face =
        new Area(
            Outline.smooth(
                145, 72, 164, 80, 168, 100, 160, 122, 156, 144, 145, 154, 134, 144, 130, 122, 122,
                100, 126, 80));
    canvas.body(face, COAT.withRoundness(16));
    canvas.softWithin(face, Outline.ellipse(145, 112, 8, 26), 0x5a3a20, 10, 0.6);
    canvas.softWithin(face, Outline.ellipse(145, 150, 14, 9), 0xe6d8c0, 5, 0.8);
    canvas.fill(Outline.ellipse(145, 143, 8, 5), new Color(0x17100b));
    for (double x : new double[] {129, 161}) {
      canvas.fill(Outline.ellipse(x, 102, 4.5, 5), new Color(0x0f0a07));
      canvas.fill(Outline.ellipse(x - 1, 100, 1.3, 1.3), Color.WHITE);
    }
  }
}
