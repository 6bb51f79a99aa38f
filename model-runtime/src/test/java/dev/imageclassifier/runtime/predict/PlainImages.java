package dev.imageclassifier.runtime.predict;

import dev.imageclassifier.testkit.TestImages;

/** Encoded images of one colour. */
final class PlainImages {
  static final byte[] RED = TestImages.plain(0xff0000);
  static final byte[] GREEN = TestImages.plain(0x00ff00);
  static final byte[] BLUE = TestImages.plain(0x0000ff);
  static final byte[] WHITE = TestImages.plain(0xffffff);

  private PlainImages() {}
}
