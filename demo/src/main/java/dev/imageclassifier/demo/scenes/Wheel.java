package dev.imageclassifier.demo.scenes;

import java.awt.Color;

/** The wheel of a road vehicle, seen more or less from the side. */
final class Wheel {

  private static final Material TYRE = Material.of(0x08080a, 0x1d1d20, 0x4a4a4e, 6, 0.15);
  private static final Material RIM = Material.of(0x50545a, 0xa8adb4, 0xe8ecf0, 6, 0.05);

  private Wheel() {}

  /** Paints a wheel; a width below the height turns it away from the viewer. */
  static void paint(Canvas canvas, double x, double y, double radiusX, double radiusY) {
    canvas.body(Outline.ellipse(x, y, radiusX, radiusY), TYRE);
    canvas.body(Outline.ellipse(x, y, radiusX * 0.62, radiusY * 0.62), RIM);
    for (int spoke = 0; spoke < 5; spoke++) {
      double angle = Math.toRadians(72 * spoke + 54);
      canvas.fill(
          Outline.ellipse(
              x + Math.cos(angle) * radiusX * 0.38,
              y + Math.sin(angle) * radiusY * 0.38,
              radiusX * 0.12,
              radiusY * 0.12),
          new Color(0x2a2c30));
    }
    canvas.fill(Outline.ellipse(x, y, radiusX * 0.12, radiusY * 0.12), new Color(0x6a6e74));
  }
}
