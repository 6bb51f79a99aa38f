package dev.imageclassifier.demo.scenes;

import java.awt.Color;
import java.awt.Shape;

/** An airliner on its way across a blue sky, seen from a little below. */
final class Airplane implements Scene {

  private static final Material SKIN = Material.of(0x5b6675, 0xd9dee4, 0xffffff, 26, 0.04);
  private static final Material WING = Material.of(0x4b5563, 0x98a2ae, 0xdfe5ea, 7, 0.05);
  private static final Material ENGINE = Material.of(0x2f3844, 0x8d97a3, 0xf2f5f8, 12, 0.05);
  private static final Material FIN = Material.of(0x0e2a5e, 0x1f4f9f, 0x5f90d8, 8, 0.05);

  @Override
  public void paint(Canvas canvas) {
    Backdrop.sky(canvas, HEIGHT, 0x2f6fb8, 0xa9cdea, 0.32);
    canvas.blur(3);
    canvas.body(Outline.polygon(218, 172, 262, 170, 330, 112, 316, 110), WING);
    canvas.body(Outline.polygon(352, 158, 384, 156, 414, 136, 402, 134), WING);
    canvas.body(Outline.polygon(334, 162, 380, 84, 410, 80, 398, 156), FIN);
    Shape fuselage =
        Outline.smooth(
            70, 205, 84, 188, 112, 177, 180, 170, 300, 162, 380, 150, 414, 148, 412, 154, 372, 178,
            300, 200, 200, 213, 120, 219, 82, 216);
    canvas.body(fuselage, SKIN);
    canvas.softWithin(fuselage, Backdrop.band(205, 240), 0x3a4656, 8, 0.5);
    markings(canvas, fuselage);
    engine(canvas, 196, 232);
    canvas.body(Outline.polygon(186, 206, 268, 199, 366, 272, 352, 275), WING);
    canvas.stroke(Outline.polygon(268, 199, 366, 272), new Color(0x5d6875), 1.5);
    canvas.body(Outline.polygon(354, 172, 392, 162, 419, 186, 406, 188), WING);
    canvas.filmGrain(0.02);
  }

  private static void markings(Canvas canvas, Shape fuselage) {
    Shape stripe = Outline.polygon(60, 203, 420, 160, 420, 163, 60, 207);
    canvas.fill(Outline.within(fuselage, stripe), new Color(0x1f4f9f));
    canvas.fill(Outline.polygon(84, 192, 99, 184, 104, 189, 90, 195), new Color(0x1b222c));
    for (int window = 0; window < 34; window++) {
      double x = 122 + window * 7;
      canvas.fill(Outline.ellipse(x, 193 - (x - 122) * 0.105, 1.8, 2.4), new Color(0x39444f));
    }
  }

  private static void engine(Canvas canvas, double x, double y) {
    canvas.body(
        Outline.smooth(x, y - 11, x + 30, y - 12, x + 52, y - 4, x + 30, y + 9, x, y + 11), ENGINE);
    canvas.fill(Outline.ellipse(x + 1, y, 5, 11), new Color(0x20262e));
  }
}
