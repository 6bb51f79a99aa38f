package dev.imageclassifier.runtime.decode.gif;

import dev.imageclassifier.runtime.decode.codec.Codec;
import dev.imageclassifier.runtime.decode.codec.Damage;
import dev.imageclassifier.runtime.decode.codec.ImageFormatException;
import dev.imageclassifier.runtime.decode.codec.OpenedImage;

/** GIF. Decodes the first frame onto the logical screen; further frames are only counted. */
public final class GifCodec implements Codec {
  private final GifLzwDecoder lzw = new GifLzwDecoder();

  @Override
  public OpenedImage open(byte[] file, Damage damage) throws ImageFormatException {
    return new GifImage(file, GifStructure.parse(file), lzw);
  }
}
