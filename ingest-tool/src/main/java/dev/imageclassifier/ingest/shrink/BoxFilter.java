package dev.imageclassifier.ingest.shrink;

import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Arrays;

/**
 * Scales down: each value is the mean of the area that it stands for. The JDK's own scaling takes
 * pictures of few layouts only, or changes their colours on the way.
 */
final class BoxFilter {
  private final int bands;
  private final int fromWidth;
  private final double step;
  private final double[] sums;

  private BoxFilter(Raster from, int width) {
    this.bands = from.getNumBands();
    this.fromWidth = from.getWidth();
    this.step = (double) fromWidth / width;
    this.sums = new double[width * bands];
  }

  /** These pixels as so many; neither side may become longer. */
  static WritableRaster scaled(Raster from, int width, int height) {
    return new BoxFilter(from, width).rows(from, width, height);
  }

  private WritableRaster rows(Raster from, int width, int height) {
    WritableRaster to = from.createCompatibleWritableRaster(width, height);
    double stepY = (double) from.getHeight() / height;
    int[] row = null;
    int[] means = new int[sums.length];
    for (int y = 0; y < height; y++) {
      Arrays.fill(sums, 0);
      double top = y * stepY;
      double bottom = top + stepY;
      for (int at = (int) top; at < Math.min(bottom, from.getHeight()); at++) {
        row = from.getPixels(0, at, fromWidth, 1, row);
        add(row, Math.min(bottom, at + 1.0) - Math.max(top, at));
      }
      for (int i = 0; i < sums.length; i++) {
        means[i] = (int) Math.min(255, Math.round(sums[i] / (step * stepY)));
      }
      to.setPixels(0, y, width, 1, means);
    }
    return to;
  }

  private void add(int[] row, double share) {
    for (int x = 0; x * bands < sums.length; x++) {
      double left = x * step;
      double right = left + step;
      for (int at = (int) left; at < Math.min(right, fromWidth); at++) {
        double part = share * (Math.min(right, at + 1.0) - Math.max(left, at));
        for (int band = 0; band < bands; band++) {
          sums[x * bands + band] += part * row[at * bands + band];
        }
      }
    }
  }
}
