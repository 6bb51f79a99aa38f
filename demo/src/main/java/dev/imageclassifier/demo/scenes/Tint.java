package dev.imageclassifier.demo.scenes;

import java.awt.Color;

/** Small sums on colours. */
final class Tint {

  private Tint() {}

  /** The colour a share of the way from one to another. */
  static int mixRgb(int from, int to, double share) {
    if (share <= 0) {
      return from;
    }
    return channel(from, to, share, 16) | channel(from, to, share, 8) | channel(from, to, share, 0);
  }

  static Color mix(int from, int to, double share) {
    return new Color(mixRgb(from, to, share));
  }

  /** The colour with an opacity from 0 to 1. */
  static Color glaze(int rgb, double opacity) {
    return new Color((rgb & 0xffffff) | ((int) Math.round(opacity * 255) << 24), true);
  }

  private static int channel(int from, int to, double share, int shift) {
    int start = (from >> shift) & 0xff;
    int end = (to >> shift) & 0xff;
    long mixed = Math.round(start + (end - start) * share);
    return (int) Math.max(0, Math.min(255, mixed)) << shift;
  }
}
