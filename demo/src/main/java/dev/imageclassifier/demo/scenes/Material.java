package dev.imageclassifier.demo.scenes;

/**
 * A surface: its colour in shadow, in plain light and in a highlight, and its grain.
 *
 * @param roundness how many pixels in from its edge a body of this material still curves
 * @param grain how far the texture moves the tone, 0 for none
 * @param grainWidth horizontal size of the texture in pixels
 * @param grainHeight vertical size of the texture in pixels
 */
record Material(
    int shadow,
    int plain,
    int highlight,
    double roundness,
    double grain,
    double grainWidth,
    double grainHeight) {

  /** A surface with fur, feathers or the like, whose grain is the same in both directions. */
  static Material of(int shadow, int plain, int highlight, double roundness, double grain) {
    return new Material(shadow, plain, highlight, roundness, grain, 5, 5);
  }

  Material withGrain(double newGrain, double newWidth, double newHeight) {
    return new Material(shadow, plain, highlight, roundness, newGrain, newWidth, newHeight);
  }

  Material withRoundness(double newRoundness) {
    return new Material(shadow, plain, highlight, newRoundness, grain, grainWidth, grainHeight);
  }

  /** The colour of a tone: -1 is the shadow, 0 plain, 1 the highlight. */
  int rgb(double tone) {
    double share = Math.min(1, Math.abs(tone));
    return Tint.mixRgb(plain, tone < 0 ? shadow : highlight, share);
  }
}
