package dev.imageclassifier.demo.scenes;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Area;

/** The face of a grey tabby cat that looks into the camera. */
final class Cat implements Scene {

  private static final Material FUR = Material.of(0x2d2824, 0x837a70, 0xcfc7bb, 34, 0.4);
  private static final Material INNER_EAR = Material.of(0x5c3c38, 0xb98d84, 0xdcb9ae, 14, 0.2);
  private static final Material MUZZLE = Material.of(0x8d857c, 0xded8cf, 0xffffff, 14, 0.15);
  private static final double MIDDLE = 240;

  @Override
  public void paint(Canvas canvas) {
    Backdrop.ground(canvas, 0, 0xa08a72, 0xd2c1a8, 260, 160);
    canvas.fillDown(Backdrop.band(286, HEIGHT), 0x8a6f55, 0x5f4836);
    canvas.blur(10);
    Area chest =
        new Area(Outline.smooth(150, 250, 330, 250, 372, 330, 380, 400, 100, 400, 108, 330));
    canvas.body(chest, FUR);
    canvas.softWithin(chest, Outline.ellipse(MIDDLE, 330, 44, 60), 0xe4ded4, 22, 0.8);
    stripesOnChest(canvas, chest);
    canvas.softWithin(chest, Outline.ellipse(MIDDLE, 248, 100, 34), 0x1c1714, 20, 0.7);
    ears(canvas);
    Area head = head();
    canvas.body(head, FUR);
    markings(canvas, head);
    eyes(canvas);
    muzzle(canvas);
    canvas.filmGrain(0.02);
  }

  private static Area head() {
    return new Area(
        Outline.smooth(
            240, 84, 288, 92, 326, 130, 338, 178, 318, 222, 282, 250, 240, 260, 198, 250, 162, 222,
            142, 178, 154, 130, 192, 92));
  }

  private static void ears(Canvas canvas) {
    Shape ear = Outline.polygon(148, 150, 146, 92, 152, 30, 162, 32, 196, 66, 226, 100);
    Shape hollow = Outline.polygon(160, 128, 160, 56, 188, 82, 204, 104);
    for (boolean right : new boolean[] {false, true}) {
      canvas.body(right ? Outline.mirrored(ear, MIDDLE) : ear, FUR.withRoundness(12));
      canvas.body(right ? Outline.mirrored(hollow, MIDDLE) : hollow, INNER_EAR);
    }
  }

  private static void markings(Canvas canvas, Area head) {
    for (int side : new int[] {-1, 1}) {
      stripe(canvas, head, side, 8, 88, 10, 110, 14, 132);
      stripe(canvas, head, side, 26, 92, 30, 112, 24, 134);
      stripe(canvas, head, side, 48, 100, 52, 118, 60, 136);
      stripe(canvas, head, side, 66, 176, 84, 178, 100, 172);
      stripe(canvas, head, side, 62, 196, 80, 204, 96, 202);
      canvas.softWithin(head, Outline.ellipse(MIDDLE + side * 38, 142, 26, 10), 0xd6cec2, 9, 0.6);
    }
    canvas.softWithin(head, Outline.ellipse(MIDDLE, 252, 60, 14), 0xe6e0d6, 12, 0.7);
  }

  private static void stripe(Canvas canvas, Area head, int side, double... offsets) {
    Shape line =
        Outline.limb(
            MIDDLE + side * offsets[0],
            offsets[1],
            3,
            MIDDLE + side * offsets[2],
            offsets[3],
            4,
            MIDDLE + side * offsets[4],
            offsets[5],
            2);
    canvas.softWithin(head, line, 0x1f1a16, 5, 0.9);
  }

  private static void stripesOnChest(Canvas canvas, Area chest) {
    for (int row = 0; row < 3; row++) {
      for (int side : new int[] {-1, 1}) {
        stripe(canvas, chest, side, 62, 290 + row * 26, 90, 300 + row * 26, 128, 296 + row * 26);
      }
    }
  }

  private static void eyes(Canvas canvas) {
    Shape eye = Outline.smooth(176, 168, 190, 152, 208, 156, 220, 176, 204, 184, 186, 182);
    for (boolean right : new boolean[] {false, true}) {
      Shape lid = right ? Outline.mirrored(eye, MIDDLE) : eye;
      double x = right ? 281 : 199;
      canvas.stroke(lid, new Color(0x14100d), 5);
      canvas.fillDown(lid, 0x8f9a35, 0xd0d478);
      canvas.fill(Outline.within(lid, Outline.ellipse(x, 168, 6.5, 15)), new Color(0x080808));
      canvas.fill(Outline.ellipse(x - 5, 161, 3, 3), Color.WHITE);
    }
  }

  private static void muzzle(Canvas canvas) {
    canvas.soft(Outline.limb(MIDDLE, 150, 8, MIDDLE, 196, 11), 0xb8aca0, 10, 0.5);
    canvas.body(Outline.ellipse(MIDDLE, 240, 24, 14), MUZZLE);
    canvas.body(Outline.ellipse(218, 222, 28, 20, -8), MUZZLE);
    canvas.body(Outline.ellipse(262, 222, 28, 20, 8), MUZZLE);
    canvas.fill(
        Outline.smooth(226, 198, 240, 195, 254, 198, 244, 210, 236, 210), new Color(0xb9706a));
    Color line = new Color(0x3a2622);
    canvas.stroke(Outline.line(240, 209, 240, 222), line, 2);
    canvas.stroke(Outline.line(214, 231, 228, 232, 240, 222, 252, 232, 266, 231), line, 2);
    for (int whisker = 0; whisker < 4; whisker++) {
      Shape hair =
          Outline.line(206, 220 + whisker * 4, 150, 208 + whisker * 10, 96, 208 + whisker * 16);
      canvas.stroke(hair, Tint.glaze(0xffffff, 0.75), 1.2);
      canvas.stroke(Outline.mirrored(hair, MIDDLE), Tint.glaze(0xffffff, 0.75), 1.2);
    }
  }
}
