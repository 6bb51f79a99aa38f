package dev.imageclassifier.runtime.decode.webp;

import dev.imageclassifier.runtime.decode.codec.Codec;
import dev.imageclassifier.runtime.decode.codec.Damage;
import dev.imageclassifier.runtime.decode.codec.ImageFormatException;
import dev.imageclassifier.runtime.decode.codec.Leptonica;
import dev.imageclassifier.runtime.decode.codec.OpenedImage;

/** WebP, decoded by libwebp through Leptonica. */
public final class WebpCodec implements Codec {
  private final Leptonica leptonica;

  /** Creates a codec that shares a Leptonica instance with other codecs of its thread. */
  public WebpCodec(Leptonica leptonica) {
    this.leptonica = leptonica;
  }

  @Override
  public OpenedImage open(byte[] file, Damage damage) throws ImageFormatException {
    return new WebpImage(file, WebpStructure.parse(file, damage), leptonica);
  }
}
