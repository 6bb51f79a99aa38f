package dev.imageclassifier.demo.scenes;

/** Smooth pseudo-random noise that depends on nothing but its position and seed. */
final class Noise {

  private static final double OCTAVE_GAIN = 0.55;

  private final int seed;

  Noise(int seed) {
    this.seed = seed;
  }

  /** Several octaves of noise on top of each other; from -1 to 1, mean about 0. */
  double fractal(double x, double y, int octaves) {
    double sum = 0;
    double range = 0;
    double weight = 1;
    for (int octave = 0; octave < octaves; octave++) {
      sum += weight * smooth(x, y, octave);
      range += weight;
      weight *= OCTAVE_GAIN;
      x *= 2.03;
      y *= 2.03;
    }
    return sum / range;
  }

  private double smooth(double x, double y, int octave) {
    int column = (int) Math.floor(x);
    int row = (int) Math.floor(y);
    double u = ease(x - column);
    double v = ease(y - row);
    double top = mix(lattice(column, row, octave), lattice(column + 1, row, octave), u);
    double bottom = mix(lattice(column, row + 1, octave), lattice(column + 1, row + 1, octave), u);
    return mix(top, bottom, v);
  }

  private double lattice(int column, int row, int octave) {
    int hash = seed * 0x27d4eb2d + column * 0x165667b1 + row * 0x9e3779b1 + octave * 0x85ebca6b;
    hash = (hash ^ (hash >>> 15)) * 0x2c1b3c6d;
    hash = (hash ^ (hash >>> 12)) * 0x297a2d39;
    hash ^= hash >>> 15;
    return hash / (double) Integer.MAX_VALUE;
  }

  private static double ease(double t) {
    return t * t * (3 - 2 * t);
  }

  private static double mix(double from, double to, double share) {
    return from + (to - from) * share;
  }
}
