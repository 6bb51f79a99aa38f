package dev.imageclassifier.demo.scenes;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/** Builds the shapes that scenes are made of; points are given as x, y, x, y and so on. */
final class Outline {

  private Outline() {}

  /** A closed, smooth curve through all points. */
  static Path2D smooth(double... points) {
    int count = points.length / 2;
    Path2D path = new Path2D.Double();
    path.moveTo(points[0], points[1]);
    for (int i = 0; i < count; i++) {
      curve(path, points, (i + count - 1) % count, i, (i + 1) % count, (i + 2) % count);
    }
    path.closePath();
    return path;
  }

  /** An open, smooth curve through all points. */
  static Path2D line(double... points) {
    int last = points.length / 2 - 1;
    Path2D path = new Path2D.Double();
    path.moveTo(points[0], points[1]);
    for (int i = 0; i < last; i++) {
      curve(path, points, Math.max(0, i - 1), i, i + 1, Math.min(last, i + 2));
    }
    return path;
  }

  /** A closed shape with straight sides. */
  static Path2D polygon(double... points) {
    Path2D path = new Path2D.Double();
    path.moveTo(points[0], points[1]);
    for (int i = 2; i < points.length; i += 2) {
      path.lineTo(points[i], points[i + 1]);
    }
    path.closePath();
    return path;
  }

  /** A limb of changing thickness along a chain of joints, each given as x, y and radius. */
  static Area limb(double... joints) {
    Area limb = new Area();
    for (int i = 0; i + 5 < joints.length; i += 3) {
      limb.add(bone(joints, i));
    }
    for (int i = 0; i < joints.length; i += 3) {
      limb.add(new Area(ellipse(joints[i], joints[i + 1], joints[i + 2], joints[i + 2])));
    }
    return limb;
  }

  static Shape ellipse(double x, double y, double radiusX, double radiusY) {
    return new Ellipse2D.Double(x - radiusX, y - radiusY, 2 * radiusX, 2 * radiusY);
  }

  /** An ellipse turned clockwise by some degrees. */
  static Shape ellipse(double x, double y, double radiusX, double radiusY, double degrees) {
    return AffineTransform.getRotateInstance(Math.toRadians(degrees), x, y)
        .createTransformedShape(ellipse(x, y, radiusX, radiusY));
  }

  static Area union(Shape... shapes) {
    Area sum = new Area();
    for (Shape shape : shapes) {
      sum.add(new Area(shape));
    }
    return sum;
  }

  static Area within(Shape whole, Shape part) {
    Area common = new Area(whole);
    common.intersect(new Area(part));
    return common;
  }

  /** The shape mirrored left to right at a vertical axis. */
  static Shape mirrored(Shape shape, double axisX) {
    return new AffineTransform(-1, 0, 0, 1, 2 * axisX, 0).createTransformedShape(shape);
  }

  private static Area bone(double[] joints, int at) {
    double dx = joints[at + 3] - joints[at];
    double dy = joints[at + 4] - joints[at + 1];
    double length = Math.max(1e-6, Math.hypot(dx, dy));
    double nx = -dy / length;
    double ny = dx / length;
    double from = joints[at + 2];
    double to = joints[at + 5];
    return new Area(
        polygon(
            joints[at] + nx * from,
            joints[at + 1] + ny * from,
            joints[at + 3] + nx * to,
            joints[at + 4] + ny * to,
            joints[at + 3] - nx * to,
            joints[at + 4] - ny * to,
            joints[at] - nx * from,
            joints[at + 1] - ny * from));
  }

  /** One Catmull-Rom segment, written as the cubic that Java2D knows. */
  private static void curve(Path2D path, double[] p, int before, int from, int to, int after) {
    path.curveTo(
        p[2 * from] + (p[2 * to] - p[2 * before]) / 6,
        p[2 * from + 1] + (p[2 * to + 1] - p[2 * before + 1]) / 6,
        p[2 * to] - (p[2 * after] - p[2 * from]) / 6,
        p[2 * to + 1] - (p[2 * after + 1] - p[2 * from + 1]) / 6,
        p[2 * to],
        p[2 * to + 1]);
  }
}
