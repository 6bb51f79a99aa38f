package dev.imageclassifier.runtime.decode.gif;

import dev.imageclassifier.runtime.decode.codec.Damage;
import dev.imageclassifier.runtime.decode.codec.ExifOrientation;
import dev.imageclassifier.runtime.decode.codec.ImageFormatException;
import dev.imageclassifier.runtime.decode.codec.ImageHeader;
import dev.imageclassifier.runtime.decode.codec.MemoryCost;
import dev.imageclassifier.runtime.decode.codec.OpenedImage;
import dev.imageclassifier.runtime.decode.codec.PixelBuffer;
import java.util.Arrays;

/** A parsed GIF file. */
final class GifImage implements OpenedImage {
  /** First row and row step of each pass. */
  private static final int[][] INTERLACED = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};

  private static final int[][] SINGLE_PASS = {{0, 1}};

  private final byte[] file;
  private final GifStructure structure;
  private final GifLzwDecoder lzw;

  GifImage(byte[] file, GifStructure structure, GifLzwDecoder lzw) {
    this.file = file;
    this.structure = structure;
    this.lzw = lzw;
  }

  @Override
  public ImageHeader header() {
    return new ImageHeader(
        structure.width,
        structure.height,
        structure.frames,
        new ImageHeader.Metadata(structure.metadataBytes, 0, ExifOrientation.UPRIGHT));
  }

  /** RGB, and one palette index for each pixel of the frame. */
  @Override
  public MemoryCost cost() {
    return new MemoryCost(4, 0);
  }

  @Override
  public void decode(PixelBuffer pixels, Damage damage) throws ImageFormatException {
    byte[] palette = palette();
    int count = structure.frameWidth * structure.frameHeight;
    byte[] indices = new byte[count];
    int decoded = lzw.decode(file, structure.dataAt, indices, count);
    if (decoded == 0) {
      throw ImageFormatException.truncated("First GIF frame ends before its first pixel");
    }
    if (decoded < count) {
      damage.truncated(
          "First GIF frame ends at about byte %d after %d of %d pixels"
              .formatted(lzw.position(), decoded, count));
    }
    byte[] rgb = pixels.reserve(structure.width, structure.height);
    if (structure.frameWidth < structure.width || structure.frameHeight < structure.height) {
      fillBackground(palette, rgb);
    }
    int row = 0;
    for (int[] pass : structure.interlaced ? INTERLACED : SINGLE_PASS) {
      for (int y = pass[0]; y < structure.frameHeight; y += pass[1]) {
        int to = 3 * ((structure.top + y) * structure.width + structure.left);
        for (int x = 0; x < structure.frameWidth; x++, to += 3) {
          System.arraycopy(palette, 3 * (indices[row + x] & 0xff), rgb, to, 3);
        }
        row += structure.frameWidth;
      }
    }
  }

  /** Pixels outside the frame have the transparent colour, or colour 0, as in Pillow. */
  private void fillBackground(byte[] palette, byte[] rgb) {
    int from = 3 * Math.max(structure.transparentIndex, 0);
    for (int i = 0; i < 3 * structure.width * structure.height; i += 3) {
      System.arraycopy(palette, from, rgb, i, 3);
    }
  }

  private byte[] palette() throws ImageFormatException {
    byte[] palette = new byte[3 * 256];
    // indices beyond the end of the palette are gray
    for (int value = 0; value < 256; value++) {
      Arrays.fill(palette, 3 * value, 3 * value + 3, (byte) value);
    }
    if (structure.paletteAt + 3 * structure.paletteEntries > file.length) {
      throw ImageFormatException.truncated("GIF ends inside its palette");
    }
    System.arraycopy(file, structure.paletteAt, palette, 0, 3 * structure.paletteEntries);
    return palette;
  }
}
