package dev.imageclassifier.demo.scenes;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Area;

/** A bay horse in a pasture, seen from its side. */
final class Horse implements Scene {

  private static final Material COAT = Material.of(0x2a1208, 0x80421d, 0xd0875a, 34, 0.12);
  private static final Material LEG = Material.of(0x140a06, 0x54290f, 0x9a5c36, 10, 0.1);
  private static final Material FAR_LEG = Material.of(0x0e0704, 0x36190a, 0x5a331c, 10, 0.1);
  private static final Material MANE =
      Material.of(0x050303, 0x1c1310, 0x54443c, 10, 0.5).withGrain(0.6, 4, 18);

  @Override
  public void paint(Canvas canvas) {
    pasture(canvas);
    canvas.soft(Outline.ellipse(256, 330, 150, 11), 0x16220a, 12, 0.75);
    legs(canvas);
    canvas.body(Outline.limb(402, 156, 10, 414, 190, 12, 412, 240, 12, 404, 268, 5), MANE);
    Area body = body();
    canvas.body(body, COAT);
    canvas.softWithin(body, Outline.ellipse(280, 248, 110, 14), 0x1c0b05, 18, 0.6);
    canvas.softWithin(body, Outline.ellipse(346, 166, 34, 16, 10), 0xe0a478, 22, 0.5);
    canvas.softWithin(body, Outline.ellipse(210, 176, 12, 34, 14), 0x4a200c, 18, 0.5);
    head(canvas);
    Backdrop.grass(canvas, 320, 380, 700, 0x42641f, 0x9dbb54);
    canvas.filmGrain(0.02);
  }

  private static void pasture(Canvas canvas) {
    Backdrop.sky(canvas, 170, 0x7fb0dc, 0xdcebf3, 0.35);
    Backdrop.foliage(canvas, 118, 165, 130, 0x2b4520, 0x66883e);
    canvas.blur(5);
    Backdrop.ground(canvas, 166, 0x587f2c, 0x96b653, 60, 14);
    Backdrop.grass(canvas, 175, 330, 1200, 0x4f7527, 0x9cba57);
    canvas.blur(2);
  }

  private static Area body() {
    Area body =
        new Area(
            Outline.smooth(
                172, 190, 190, 158, 232, 142, 282, 150, 334, 142, 380, 142, 408, 168, 410, 206, 388,
                238, 340, 240, 280, 252, 226, 252, 188, 238, 172, 214));
    body.add(
        new Area(
            Outline.smooth(
                172, 216, 160, 180, 146, 140, 126, 108, 130, 78, 152, 66, 176, 88, 204, 122, 240,
                148, 236, 200, 204, 226)));
    // Shoulder and haunch belong to the body, so that no edge shows where the near legs begin.
    body.add(Outline.limb(204, 214, 30, 196, 246, 17, 194, 270, 12.5));
    body.add(Outline.limb(374, 200, 36, 376, 238, 22, 374, 262, 16));
    return body;
  }

  private static void legs(Canvas canvas) {
    canvas.body(Outline.limb(220, 230, 20, 226, 272, 11, 222, 300, 7, 226, 330, 7), FAR_LEG);
    canvas.body(Outline.limb(352, 220, 26, 342, 262, 13, 354, 298, 8, 348, 330, 8), FAR_LEG);
    canvas.body(Outline.limb(196, 226, 24, 194, 274, 12, 196, 304, 8, 190, 334, 8), LEG);
    canvas.body(Outline.limb(378, 206, 34, 372, 256, 17, 388, 296, 9, 380, 334, 9), LEG);
    Color hoof = new Color(0x17110d);
    for (double x : new double[] {190, 226, 348, 380}) {
      canvas.fill(Outline.polygon(x - 9, 328, x + 8, 328, x + 10, 340, x - 13, 340), hoof);
    }
  }

  private static void head(Canvas canvas) {
    canvas.body(
        Outline.smooth(
            150, 60, 170, 66, 198, 92, 226, 120, 246, 146, 228, 158, 206, 142, 184, 118, 160, 92),
        MANE);
    canvas.body(Outline.smooth(146, 74, 144, 50, 154, 38, 162, 56, 160, 76), COAT.withRoundness(6));
    Shape head =
        Outline.smooth(
            140, 66, 162, 74, 164, 102, 146, 124, 124, 148, 108, 172, 92, 180, 80, 172, 80, 156, 96,
            130, 112, 98, 124, 76);
    canvas.body(head, COAT.withRoundness(18));
    canvas.softWithin(head, Outline.ellipse(88, 168, 18, 16), 0x1a0d08, 10, 0.75);
    canvas.softWithin(head, Outline.limb(112, 106, 3, 98, 136, 4), 0xf4ece2, 4, 0.85);
    canvas.fill(Outline.ellipse(130, 96, 5, 4), new Color(0x0a0605));
    canvas.fill(Outline.ellipse(128.5, 94.5, 1.4, 1.2), Color.WHITE);
    canvas.fill(Outline.ellipse(87, 166, 4, 2.8, -40), new Color(0x080404));
    canvas.stroke(Outline.line(86, 177, 96, 174, 104, 166), new Color(0x1a0d08), 1.6);
    canvas.body(Outline.smooth(140, 60, 152, 66, 142, 84, 128, 94, 134, 76), MANE);
  }
}
