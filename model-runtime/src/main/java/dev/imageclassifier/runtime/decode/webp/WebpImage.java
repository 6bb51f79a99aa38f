package dev.imageclassifier.runtime.decode.webp;

import dev.imageclassifier.runtime.decode.codec.Damage;
import dev.imageclassifier.runtime.decode.codec.ImageFormatException;
import dev.imageclassifier.runtime.decode.codec.ImageHeader;
import dev.imageclassifier.runtime.decode.codec.Leptonica;
import dev.imageclassifier.runtime.decode.codec.MemoryCost;
import dev.imageclassifier.runtime.decode.codec.OpenedImage;
import dev.imageclassifier.runtime.decode.codec.PixelBuffer;
import java.util.Arrays;

/**
 * A parsed WebP file. libwebp receives only the bitstream of the first frame, without colour
 * profile, EXIF, alpha and animation.
 */
final class WebpImage implements OpenedImage {
  private static final int RIFF_HEADER_BYTES = 12;
  private static final int CHUNK_HEADER_BYTES = 8;

  /** libwebp's encoder writes at most 2,600 groups. Each needs up to 12 KB in the decoder. */
  private static final int MAX_PREFIX_CODE_GROUPS = 4_096;

  private final byte[] file;
  private final WebpStructure structure;
  private final Leptonica leptonica;

  WebpImage(byte[] file, WebpStructure structure, Leptonica leptonica) {
    this.file = file;
    this.structure = structure;
    this.leptonica = leptonica;
  }

  @Override
  public ImageHeader header() {
    return structure.header();
  }

  /** For a lossless image, libwebp keeps a second copy of all pixels. */
  @Override
  public MemoryCost cost() {
    return new MemoryCost(
        3, structure.lossless ? 2 * Leptonica.BYTES_PER_PIXEL : Leptonica.BYTES_PER_PIXEL);
  }

  @Override
  public void decode(PixelBuffer pixels, Damage damage) throws ImageFormatException {
    if (structure.lossless) {
      checkPrefixCodeGroups();
    }
    byte[] bitstream = bareFile();
    pixels.reserve(structure.width, structure.height);
    if (!leptonica.decodeWebp(bitstream, bitstream.length, pixels)) {
      throw ImageFormatException.corrupt("Invalid WebP data: libwebp cannot decode it");
    }
    if (structure.frameWidth != structure.width || structure.frameHeight != structure.height) {
      moveToCanvas(pixels);
    }
  }

  private void checkPrefixCodeGroups() throws ImageFormatException {
    int from = structure.imageAt + CHUNK_HEADER_BYTES;
    int end = structure.imageAt + structure.imageLength;
    int groups =
        Vp8lPrefixCodeGroups.count(file, from, end, structure.frameWidth, structure.frameHeight);
    if (groups > MAX_PREFIX_CODE_GROUPS) {
      throw ImageFormatException.corrupt(
          "Number of WebP prefix code groups (%d) exceeds the limit of %d"
              .formatted(groups, MAX_PREFIX_CODE_GROUPS));
    }
  }

  /** Returns a WebP file that contains only the frame's chunk. */
  private byte[] bareFile() {
    int paddedLength = structure.imageLength + (structure.imageLength & 1);
    byte[] bare = new byte[RIFF_HEADER_BYTES + paddedLength];
    System.arraycopy(file, 0, bare, 0, RIFF_HEADER_BYTES);
    putU32le(bare, 4, paddedLength + 4);
    System.arraycopy(file, structure.imageAt, bare, RIFF_HEADER_BYTES, structure.imageLength);
    putU32le(bare, RIFF_HEADER_BYTES + 4, structure.imageLength - CHUNK_HEADER_BYTES);
    return bare;
  }

  private static void putU32le(byte[] bytes, int at, int value) {
    for (int i = 0; i < 4; i++) {
      bytes[at + i] = (byte) (value >> (8 * i));
    }
  }

  /**
   * Moves a frame that is smaller than its canvas to its position. The rest of the canvas is black,
   * as in libwebp. Works in place: rows move towards the end, so the last row moves first.
   */
  private void moveToCanvas(PixelBuffer pixels) throws ImageFormatException {
    byte[] rgb = pixels.reserve(structure.width, structure.height);
    int rowBytes = 3 * structure.frameWidth;
    int end = 3 * structure.width * structure.height;
    for (int y = structure.frameHeight - 1; y >= 0; y--) {
      int to = 3 * ((structure.top + y) * structure.width + structure.left);
      System.arraycopy(rgb, y * rowBytes, rgb, to, rowBytes);
      Arrays.fill(rgb, to + rowBytes, end, (byte) 0);
      end = to;
    }
    Arrays.fill(rgb, 0, end, (byte) 0);
  }
}
