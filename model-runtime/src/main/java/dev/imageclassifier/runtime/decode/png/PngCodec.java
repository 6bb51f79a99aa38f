package dev.imageclassifier.runtime.decode.png;

import dev.imageclassifier.runtime.decode.codec.Codec;
import dev.imageclassifier.runtime.decode.codec.Damage;
import dev.imageclassifier.runtime.decode.codec.ImageFormatException;
import dev.imageclassifier.runtime.decode.codec.OpenedImage;

/**
 * PNG. Rows are inflated, unfiltered and converted one by one into the pixel buffer, so that every
 * depth and colour type needs 3 bytes per pixel and two rows.
 */
public final class PngCodec implements Codec {
  @Override
  public OpenedImage open(byte[] file, Damage damage) throws ImageFormatException {
    return new PngImage(file, PngStructure.parse(file, damage));
  }
}
