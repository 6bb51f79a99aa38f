package dev.imageclassifier.demo.scenes;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Area;

/** A small songbird on a twig, before leaves out of focus. */
final class Bird implements Scene {

  private static final Material BACK = Material.of(0x2e2118, 0x7d5f42, 0xb7966d, 22, 0.35);
  private static final Material WING =
      Material.of(0x241a12, 0x6b4d33, 0xb08c62, 12, 0.6).withGrain(0.7, 16, 3);
  private static final Material BARK =
      Material.of(0x221a14, 0x5c4a3c, 0x9a8672, 8, 0.5).withGrain(0.6, 22, 4);

  @Override
  public void paint(Canvas canvas) {
    Backdrop.ground(canvas, 0, 0x6f8a4e, 0xc3cf9c, 160, 130);
    Backdrop.foliage(canvas, -20, 380, 40, 0x5d7d3e, 0xb9cb86);
    canvas.blur(14);
    canvas.body(Outline.limb(-10, 322, 10, 140, 306, 9, 300, 298, 8, 500, 270, 6), BARK);
    legs(canvas);
    canvas.body(Outline.limb(300, 220, 17, 350, 268, 13, 398, 318, 10), WING);
    Area body = body();
    canvas.body(body, BACK);
    plumage(canvas, body);
    wing(canvas);
    head(canvas);
    canvas.filmGrain(0.02);
  }

  private static Area body() {
    return new Area(
        Outline.smooth(
            146, 118, 154, 96, 178, 80, 206, 84, 226, 106, 248, 134, 286, 166, 318, 206, 336, 244,
            300, 258, 256, 274, 214, 270, 178, 244, 160, 206, 158, 170, 154, 142));
  }

  private static void plumage(Canvas canvas, Area body) {
    Shape breast =
        Outline.smooth(140, 140, 176, 138, 196, 170, 230, 226, 300, 262, 230, 300, 140, 240);
    canvas.softWithin(body, breast, 0xe6dcc8, 16, 0.85);
    canvas.softWithin(body, Outline.ellipse(172, 178, 24, 36), 0xd0733a, 22, 0.75);
    canvas.softWithin(body, Outline.ellipse(240, 276, 70, 14, 8), 0x6e6353, 16, 0.7);
  }

  private static void wing(Canvas canvas) {
    Shape wing =
        Outline.smooth(
            212, 148, 240, 146, 282, 172, 318, 212, 350, 262, 318, 252, 276, 240, 236, 218, 214,
            184);
    canvas.soft(wing, 0x1d140d, 8, 0.45);
    canvas.body(wing, WING);
    for (int feather = 0; feather < 6; feather++) {
      double drop = feather * 9;
      canvas.stroke(
          Outline.line(
              228 + feather * 3,
              172 + drop,
              272 + feather * 4,
              196 + drop * 0.8,
              336,
              250 + feather),
          new Color(0x2a1d13),
          1.6);
    }
    canvas.soft(Outline.limb(226, 186, 3, 250, 206, 3, 268, 214, 2), 0xe9dcc2, 3, 0.8);
  }

  private static void head(Canvas canvas) {
    canvas.body(
        Outline.smooth(153, 108, 136, 111, 116, 122, 138, 126, 154, 127),
        Material.of(0x1d1a18, 0x4a443e, 0x8f877d, 6, 0.1));
    canvas.stroke(Outline.line(118, 122, 138, 118.5, 156, 120), new Color(0x15110e), 1.2);
    canvas.fill(Outline.ellipse(177, 108, 8, 8), new Color(0x0d0a08));
    canvas.stroke(Outline.ellipse(177, 108, 8.5, 8.5), new Color(0xcbb692), 1.4);
    canvas.fill(Outline.ellipse(174.5, 105, 2.2, 2.2), Color.WHITE);
  }

  private static void legs(Canvas canvas) {
    Color skin = new Color(0x6d4a38);
    for (double x : new double[] {222, 252}) {
      canvas.stroke(Outline.line(x, 262, x - 3, 284, x - 6, 300), skin, 4);
      canvas.stroke(Outline.line(x - 20, 306, x - 8, 299, x + 6, 304), skin, 4);
    }
  }
}
