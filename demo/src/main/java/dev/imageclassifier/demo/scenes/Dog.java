package dev.imageclassifier.demo.scenes;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Area;

/** A golden retriever that looks up with its tongue out. */
final class Dog implements Scene {

  private static final Material FUR = Material.of(0x6a4420, 0xc4924f, 0xf2d296, 32, 0.25);
  private static final Material EAR = Material.of(0x4a2b12, 0x9c6a34, 0xd09a58, 18, 0.35);
  private static final Material SNOUT = Material.of(0x8a6436, 0xdcb67c, 0xfff0cc, 24, 0.15);
  private static final Material NOSE = Material.of(0x050404, 0x1c1817, 0x8a8482, 9, 0.05);
  private static final double MIDDLE = 240;

  @Override
  public void paint(Canvas canvas) {
    Backdrop.ground(canvas, 0, 0x4c7034, 0x9bb566, 120, 60);
    canvas.blur(12);
    Area chest =
        new Area(Outline.smooth(160, 240, 320, 240, 366, 310, 384, 410, 96, 410, 114, 310));
    canvas.body(chest, FUR.withGrain(0.45, 5, 16));
    canvas.softWithin(chest, Outline.ellipse(MIDDLE, 268, 86, 30), 0x3a2410, 20, 0.6);
    Area head = head();
    canvas.body(head, FUR);
    face(canvas, head);
    ears(canvas);
    mouth(canvas);
    snout(canvas);
    canvas.filmGrain(0.02);
  }

  private static Area head() {
    return new Area(
        Outline.smooth(
            240, 52, 288, 58, 322, 92, 330, 140, 318, 190, 296, 232, 264, 262, 240, 268, 216, 262,
            184, 232, 162, 190, 150, 140, 158, 92, 192, 58));
  }

  private static void face(Canvas canvas, Area head) {
    canvas.softWithin(head, Outline.limb(MIDDLE, 70, 8, MIDDLE, 130, 5), 0x8a5c2a, 14, 0.5);
    for (int side : new int[] {-1, 1}) {
      double x = MIDDLE + side * 40;
      canvas.softWithin(head, Outline.ellipse(x, 136, 24, 18), 0x5c3a1a, 12, 0.7);
      canvas.softWithin(head, Outline.ellipse(x, 112, 20, 7, side * 14), 0xf0d49c, 8, 0.6);
      canvas.fill(Outline.ellipse(x, 138, 13, 11), new Color(0x120b06));
      canvas.fill(Outline.ellipse(x, 138, 9.5, 9), new Color(0x4a2a12));
      canvas.fill(Outline.ellipse(x, 138, 5, 5), new Color(0x060403));
      canvas.fill(Outline.ellipse(x - 3, 134, 2.6, 2.6), Color.WHITE);
    }
  }

  private static void ears(Canvas canvas) {
    Shape ear =
        Outline.smooth(
            200, 60, 172, 62, 142, 88, 122, 140, 114, 192, 124, 222, 146, 216, 164, 178, 180, 122);
    for (boolean right : new boolean[] {false, true}) {
      Shape placed = right ? Outline.mirrored(ear, MIDDLE) : ear;
      canvas.soft(placed, 0x2a1808, 12, 0.5);
      canvas.body(placed, EAR.withGrain(0.4, 5, 14));
    }
  }

  private static void snout(Canvas canvas) {
    canvas.soft(Outline.ellipse(MIDDLE, 208, 60, 44), 0x6a4620, 16, 0.5);
    canvas.body(
        Outline.smooth(
            240, 134, 264, 150, 286, 192, 296, 220, 280, 240, 258, 240, 240, 230, 222, 240, 200,
            240, 184, 220, 194, 192, 216, 150),
        SNOUT);
    canvas.body(
        Outline.smooth(
            208, 186, 224, 174, 240, 172, 256, 174, 272, 186, 262, 204, 240, 214, 218, 204),
        NOSE);
    for (int side : new int[] {-1, 1}) {
      canvas.fill(Outline.ellipse(MIDDLE + side * 15, 195, 6, 4, side * -20), Color.BLACK);
    }
    Color line = new Color(0x2a180c);
    canvas.stroke(Outline.line(240, 212, 240, 231), line, 3);
    canvas.stroke(Outline.line(188, 226, 200, 241, 222, 241, 240, 230), line, 3);
    canvas.stroke(Outline.line(292, 226, 280, 241, 258, 241, 240, 230), line, 3);
  }

  private static void mouth(Canvas canvas) {
    canvas.fill(
        Outline.smooth(196, 232, 240, 226, 284, 232, 274, 266, 240, 280, 206, 266),
        new Color(0x2a0f0e));
    canvas.body(
        Outline.smooth(216, 240, 264, 240, 268, 276, 256, 304, 240, 310, 224, 304, 212, 276),
        Material.of(0x8a2f3a, 0xd9707a, 0xf8b0b4, 14, 0.1));
    canvas.stroke(Outline.line(240, 244, 241, 290), new Color(0xa84a55), 2.5);
  }
}
