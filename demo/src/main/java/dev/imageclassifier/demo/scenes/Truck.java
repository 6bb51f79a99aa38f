package dev.imageclassifier.demo.scenes;

import java.awt.Color;
import java.awt.Shape;

/** A box truck on a road, seen from its front left corner. */
final class Truck implements Scene {

  private static final Material BOX = Material.of(0x8a8f94, 0xe2e4e4, 0xffffff, 5, 0.05);
  private static final Material CAB = Material.of(0x0e2247, 0x24539b, 0x86b1e6, 9, 0.03);
  private static final Material GLASS = Material.of(0x0c1116, 0x2b3943, 0xa9bfcc, 9, 0.1);

  @Override
  public void paint(Canvas canvas) {
    road(canvas);
    canvas.soft(
        Outline.polygon(72, 296, 190, 318, 412, 288, 400, 276, 90, 280), 0x000000, 12, 0.85);
    Wheel.paint(canvas, 94, 280, 13, 22);
    chassis(canvas);
    box(canvas);
    cab(canvas);
    Wheel.paint(canvas, 196, 286, 22, 29);
    Wheel.paint(canvas, 344, 268, 18, 26);
    Wheel.paint(canvas, 384, 263, 17, 25);
    canvas.filmGrain(0.02);
  }

  private static void road(Canvas canvas) {
    Backdrop.sky(canvas, 200, 0x86b2d8, 0xe4ecf0, 0.4);
    Backdrop.foliage(canvas, 150, 205, 120, 0x2b4420, 0x6d8a48);
    canvas.blur(6);
    Backdrop.ground(canvas, 205, 0x6a7f3a, 0x94a55a, 40, 9);
    canvas.fillDown(
        Outline.polygon(-40, HEIGHT, 520, HEIGHT, 520, 244, 60, 244, -40, 262), 0x7d7e80, 0x626366);
    canvas.fill(Outline.polygon(0, 340, 0, 346, 480, 318, 480, 314), new Color(0xdedccf));
    canvas.blur(2);
  }

  private static void chassis(Canvas canvas) {
    canvas.fill(Outline.polygon(176, 262, 404, 240, 404, 262, 176, 296), new Color(0x1a1b1d));
  }

  private static void box(Canvas canvas) {
    canvas.fillDown(Outline.polygon(150, 74, 204, 60, 204, 150, 150, 150), 0xb9bdc0, 0x9ea2a6);
    Shape side = Outline.polygon(204, 58, 412, 88, 412, 246, 204, 268);
    canvas.body(side, BOX);
    canvas.fillDown(Outline.polygon(204, 150, 412, 158, 412, 186, 204, 192), 0x2a5ba8, 0x1d4684);
    canvas.fill(Outline.polygon(204, 258, 412, 238, 412, 246, 204, 268), new Color(0x6f7478));
  }

  private static void cab(Canvas canvas) {
    Shape front = Outline.polygon(76, 150, 88, 112, 150, 106, 158, 152, 160, 290, 78, 278);
    Shape side = Outline.polygon(150, 106, 204, 112, 208, 270, 160, 290, 158, 152);
    canvas.body(side, CAB);
    canvas.body(front, CAB);
    canvas.softWithin(side, side, 0x081530, 2, 0.3);
    canvas.body(Outline.polygon(84, 156, 94, 120, 146, 115, 152, 158), GLASS);
    canvas.body(Outline.polygon(165, 152, 163, 120, 196, 122, 198, 158), GLASS);
    canvas.fill(Outline.polygon(90, 178, 150, 182, 150, 226, 90, 218), new Color(0x15181c));
    for (int bar = 0; bar < 5; bar++) {
      double y = 184 + bar * 8;
      canvas.stroke(Outline.polygon(93, y, 147, y + 3), new Color(0x9aa2aa), 2);
    }
    canvas.fill(Outline.polygon(74, 250, 162, 262, 162, 292, 74, 278), new Color(0xc9ced2));
    canvas.fill(Outline.ellipse(87, 240, 9, 8), new Color(0xfdf8dc));
    canvas.fill(Outline.ellipse(152, 248, 9, 9), new Color(0xfdf8dc));
    canvas.fill(Outline.polygon(62, 132, 72, 130, 73, 162, 63, 164), new Color(0x15181c));
    canvas.stroke(Outline.line(72, 140, 84, 138), new Color(0x15181c), 2.5);
    canvas.stroke(Outline.line(168, 172, 206, 170), new Color(0x0d2145), 1.5);
    canvas.fill(Outline.ellipse(190, 190, 6, 2), new Color(0xd5dade));
  }
}
