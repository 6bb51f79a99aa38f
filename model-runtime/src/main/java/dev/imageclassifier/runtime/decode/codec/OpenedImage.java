package dev.imageclassifier.runtime.decode.codec;

import java.io.IOException;
import java.util.Optional;

/** An image whose file was parsed and whose pixels can now be decoded. */
public interface OpenedImage {

  /** The image's size and metadata as the file declares them, unchecked. */
  ImageHeader header();

  /** The memory that {@link #decode} needs. */
  MemoryCost cost();

  /**
   * Decodes the stored pixels to RGB with the colors of Pillow's {@code Image.convert("RGB")}. Call
   * this method only after the header was checked against the limits.
   *
   * @param pixels receives the pixels
   * @param damage receives damage that the decoder could skip
   * @throws IOException if the decoder fails
   * @throws ImageFormatException if no usable pixels can be decoded
   */
  void decode(PixelBuffer pixels, Damage damage) throws IOException, ImageFormatException;

  /**
   * Returns a reduced variant of this image; empty if the image must be decoded at full size.
   *
   * @param targetShortSide length of the short side after preprocessing, pixels
   */
  default Optional<ReducedImage> reduced(int targetShortSide) {
    return Optional.empty();
  }

  /** An image that the decoder can decode at a fraction of its size. */
  interface ReducedImage {

    /** The number by which width and height are divided, 2 or more. Divides both exactly. */
    int divisor();

    /** The memory that {@link #decode} needs. */
    MemoryCost cost();

    /**
     * Decodes at the reduced size.
     *
     * @param damage receives damage that was found before decoding
     * @return false if the decoder warned or failed; the pixels are then invalid, and decoding the
     *     image at full size shows why
     */
    boolean decode(PixelBuffer pixels, Damage damage) throws ImageFormatException;
  }
}
