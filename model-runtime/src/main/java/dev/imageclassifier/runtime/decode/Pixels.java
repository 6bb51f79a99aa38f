package dev.imageclassifier.runtime.decode;

/**
 * Where decoded pixels go: an array that is kept from picture to picture while pictures are of
 * ordinary size. A large one is let go with its picture, so that one panorama does not cost a
 * thread its heap for ever.
 */
final class Pixels {
  private byte[] kept = new byte[0];
  private byte[] rgb = kept;
  private int width;
  private int height;

  /**
   * Makes room for a picture. What the array holds is left over from an earlier picture: whoever
   * asks must write every pixel.
   *
   * @param bytesPerPixel 3, or more where a decoder needs room for more and compacts afterwards
   */
  byte[] reserve(long width, long height, int bytesPerPixel) throws BrokenPicture {
    long bytes = width * height * bytesPerPixel;
    if (bytes > Integer.MAX_VALUE - 8) {
      throw new BrokenPicture(
          Refusal.Reason.TOO_MANY_PIXELS,
          width + "x" + height + " pixels do not fit into one array");
    }
    if (bytes > rgb.length) {
      byte[] array = new byte[(int) bytes];
      if (bytes <= DecodeMemory.SMALL) {
        kept = array;
      }
      rgb = array;
    }
    this.width = (int) width;
    this.height = (int) height;
    return rgb;
  }

  /** Takes an array that a decoder made. */
  void adopt(int width, int height, byte[] rgb) {
    this.width = width;
    this.height = height;
    this.rgb = rgb;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  byte[] rgb() {
    return rgb;
  }

  /** Lets go of a large array. */
  void release() {
    rgb = kept;
  }
}
