package dev.imageclassifier.demo.scenes;

/** One drawn scene. Painting the same scene twice gives the same pixels. */
@FunctionalInterface
interface Scene {

  /** Width of the canvas that every scene is composed for. */
  int WIDTH = 480;

  /** Height of the canvas that every scene is composed for. */
  int HEIGHT = 360;

  /**
   * Paints the scene. The subject stays within the centred square, x from 60 to 420, because that
   * square is what a classifier looks at.
   */
  void paint(Canvas canvas);
}
