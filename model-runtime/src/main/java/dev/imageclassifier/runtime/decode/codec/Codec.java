package dev.imageclassifier.runtime.decode.codec;

/**
 * The decoder of one image format. Not thread-safe: codecs reuse their work buffers, so that an
 * {@link OpenedImage} is valid until the next call of {@link #open}.
 */
public interface Codec {

  /**
   * Parses the structure of a file, once, without decoding pixels. Allocates no memory that grows
   * with the sizes that the file declares.
   *
   * @param file the encoded file; must not change while the image is in use
   * @param damage receives the damage that is visible without decoding
   * @throws ImageFormatException if the file cannot be decoded
   */
  OpenedImage open(byte[] file, Damage damage) throws ImageFormatException;
}
