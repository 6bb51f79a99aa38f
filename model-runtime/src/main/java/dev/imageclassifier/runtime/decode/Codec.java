package dev.imageclassifier.runtime.decode;

import java.io.IOException;

/** One picture format. Not thread-safe: decoders keep their work memory. */
interface Codec {

  /**
   * Reads what the file says about its picture. Takes no memory that grows with the numbers in the
   * file, and finds damage that shows without decoding.
   */
  Header header(byte[] file, Damage damage) throws BrokenPicture;

  /**
   * Decodes the stored pixels as {@code Image.convert("RGB")} of Pillow gives them. Called after
   * the header has passed the limits.
   *
   * @param wantedShortSide short side that the picture will be resized to, pixels
   */
  void decode(byte[] file, Header header, int wantedShortSide, Pixels pixels, Damage damage)
      throws IOException, BrokenPicture;
}
