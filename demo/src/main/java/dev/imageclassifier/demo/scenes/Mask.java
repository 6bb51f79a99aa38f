package dev.imageclassifier.demo.scenes;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;

/** How much of each pixel a shape covers, from 0 to 1, within the part of the canvas it touches. */
final class Mask {

  private final Rectangle area;
  private final float[] cover;

  private Mask(Rectangle area, float[] cover) {
    this.area = area;
    this.cover = cover;
  }

  /** The mask of a shape, with room around it for a blur of the given radius. */
  static Mask of(Shape shape, double radius) {
    int margin = (int) Math.ceil(radius * 1.5) + 3;
    Rectangle area = shape.getBounds();
    area.grow(margin, margin);
    area = area.intersection(new Rectangle(Scene.WIDTH, Scene.HEIGHT));
    if (area.isEmpty()) {
      return new Mask(new Rectangle(), new float[0]);
    }
    BufferedImage grey = new BufferedImage(area.width, area.height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = grey.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.translate(-area.x, -area.y);
    pen.setColor(Color.WHITE);
    pen.fill(shape);
    pen.dispose();
    int[] samples = grey.getRaster().getSamples(0, 0, area.width, area.height, 0, (int[]) null);
    float[] cover = new float[samples.length];
    for (int i = 0; i < samples.length; i++) {
      cover[i] = samples[i] / 255f;
    }
    return new Mask(area, cover);
  }

  /** The part of the canvas that the mask covers. */
  Rectangle area() {
    return new Rectangle(area);
  }

  /** The cover at a pixel of the canvas; outside the area that of the nearest pixel in it. */
  float at(int x, int y) {
    int column = Math.max(0, Math.min(area.width - 1, x - area.x));
    int row = Math.max(0, Math.min(area.height - 1, y - area.y));
    return cover[row * area.width + column];
  }

  /** The mask with soft edges; the radius is at most the one it was made with. */
  Mask blurred(double radius) {
    int reach = (int) Math.round(radius / 2);
    return new Mask(area, BoxBlur.blur(cover, area.width, area.height, reach, 3));
  }
}
