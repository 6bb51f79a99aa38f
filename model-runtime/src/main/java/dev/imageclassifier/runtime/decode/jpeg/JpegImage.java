package dev.imageclassifier.runtime.decode.jpeg;

import dev.imageclassifier.runtime.decode.codec.Damage;
import dev.imageclassifier.runtime.decode.codec.ImageFormatException;
import dev.imageclassifier.runtime.decode.codec.ImageHeader;
import dev.imageclassifier.runtime.decode.codec.Leptonica;
import dev.imageclassifier.runtime.decode.codec.MemoryCost;
import dev.imageclassifier.runtime.decode.codec.OpenedImage;
import dev.imageclassifier.runtime.decode.codec.PixelBuffer;
import java.io.IOException;
import java.util.Optional;

/** A parsed JPEG file. */
final class JpegImage implements OpenedImage {
  private final byte[] file;
  private final JpegStructure structure;
  private final JpegCodec codec;
  private boolean sanitized;

  JpegImage(byte[] file, JpegStructure structure, JpegCodec codec) {
    this.file = file;
    this.structure = structure;
    this.codec = codec;
  }

  @Override
  public ImageHeader header() {
    return new ImageHeader(structure.width, structure.height, 1, structure.metadata());
  }

  @Override
  public MemoryCost cost() {
    return new MemoryCost(
        Math.max(3, structure.components),
        coefficientBytes() + (needsLeptonica() ? Leptonica.BYTES_PER_PIXEL : 0));
  }

  @Override
  public void decode(PixelBuffer pixels, Damage damage) throws IOException, ImageFormatException {
    sanitize(damage);
    // where Leptonica warns, the JDK's reader decodes again and reports the warning
    if (!needsLeptonica() || damage.found() || !codec.decodeWithLeptonica(1, pixels)) {
      codec.decodeWithJdk(structure, pixels, damage);
    }
  }

  /**
   * Only for files with several scans, because Leptonica does not report all damage in other files.
   */
  @Override
  public Optional<ReducedImage> reduced(int targetShortSide) {
    int divisor = JpegReduction.divisor(structure.width, structure.height, targetShortSide);
    return divisor == 1 || !structure.severalScans || !needsLeptonica()
        ? Optional.empty()
        : Optional.of(new Reduced(divisor));
  }

  private void sanitize(Damage damage) throws ImageFormatException {
    if (!sanitized) {
      codec.sanitize(file, structure, damage);
      sanitized = true;
    }
  }

  private boolean needsLeptonica() {
    return (structure.severalScans || structure.arithmetic()) && structure.components != 4;
  }

  /** Bytes per pixel of the coefficients that libjpeg keeps for a file of several scans. */
  private int coefficientBytes() {
    return structure.severalScans ? 2 * structure.components : 0;
  }

  /** This image at a fraction of its size. */
  private final class Reduced implements ReducedImage {
    private final int divisor;

    Reduced(int divisor) {
      this.divisor = divisor;
    }

    @Override
    public int divisor() {
      return divisor;
    }

    /** The divisor is at least 2, so that Leptonica needs at most a quarter of its bytes. */
    @Override
    public MemoryCost cost() {
      return new MemoryCost(
          Math.max(3, structure.components), coefficientBytes() + Leptonica.BYTES_PER_PIXEL / 4);
    }

    @Override
    public boolean decode(PixelBuffer pixels, Damage damage) throws ImageFormatException {
      sanitize(damage);
      return !damage.found() && codec.decodeWithLeptonica(divisor, pixels);
    }
  }
}
