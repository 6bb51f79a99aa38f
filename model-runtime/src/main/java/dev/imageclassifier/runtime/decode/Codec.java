package dev.imageclassifier.runtime.decode;

import java.io.IOException;
import java.util.Optional;

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
   */
  void decode(byte[] file, Header header, Pixels pixels, Damage damage)
      throws IOException, BrokenPicture;

  /**
   * The header of the same picture decoded at a smaller size; empty where the whole is needed.
   *
   * @param wantedShortSide short side that the picture will be resized to, pixels
   */
  default Optional<Header> reduced(byte[] file, Header header, int wantedShortSide)
      throws BrokenPicture {
    return Optional.empty();
  }

  /**
   * Decodes at the size of {@link #reduced}; false where the decoder complains: the pixels are not
   * to be used then, and decoding the whole tells what it is.
   */
  default boolean decodeReduced(byte[] file, Header reduced, Pixels pixels) throws BrokenPicture {
    return false;
  }
}
