package dev.imageclassifier.runtime.decode.webp;

import dev.imageclassifier.runtime.decode.codec.ImageFormatException;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Counts the prefix code groups that a lossless WebP makes its decoder build (RFC 9649, section
 * 3.7). libwebp allocates 6 to 12 KB for each of up to 65,536 groups, regardless of the image size.
 * This class therefore counts the groups before libwebp decodes the image. That requires decoding
 * the entropy image, which assigns groups to blocks, and the small images before it. Needed until
 * libwebp limits its memory.
 */
final class Vp8lPrefixCodeGroups {
  private static final int PREDICTOR = 0;
  private static final int CROSS_COLOR = 1;
  private static final int INDEXING = 3;

  /** Signature, width, height, alpha, version. */
  private static final int HEADER_BITS = 40;

  private static final int LITERALS = 256;
  private static final int LENGTHS = 24;
  private static final int DISTANCES = 40;
  private static final int MAX_CACHE_BITS = 11;
  private static final int HASH = 0x1e35a7bd;

  /** Columns to the left and rows above of each small distance code, nearest first. */
  private static final List<int[]> NEAR_DISTANCES =
      IntStream.range(0, 8 * 16)
          .mapToObj(i -> new int[] {i % 16 - 7, i / 16})
          .filter(step -> step[1] > 0 || step[0] > 0)
          .sorted(
              Comparator.<int[]>comparingInt(step -> step[0] * step[0] + step[1] * step[1])
                  .thenComparingInt(step -> Math.abs(step[0]))
                  .thenComparingInt(step -> -step[0]))
          .toList();

  private final Vp8lBitReader bits;

  private Vp8lPrefixCodeGroups(Vp8lBitReader bits) {
    this.bits = bits;
  }

  /**
   * Returns the number of groups.
   *
   * @param from position of the bitstream's signature
   * @param end position after the bitstream
   */
  static int count(byte[] file, int from, int end, int width, int height)
      throws ImageFormatException {
    return new Vp8lPrefixCodeGroups(new Vp8lBitReader(file, from + HEADER_BITS / 8, end))
        .count(width, height);
  }

  private int count(int width, int height) throws ImageFormatException {
    int columns = width;
    int seen = 0;
    while (bits.read(1) == 1) {
      int transform = bits.read(2);
      if ((seen >> transform & 1) == 1) {
        throw bits.invalid("repeated transform");
      }
      seen |= 1 << transform;
      if (transform == PREDICTOR || transform == CROSS_COLOR) {
        readBlockImage(columns, height);
      } else if (transform == INDEXING) {
        int colors = bits.read(8) + 1;
        readImage(colors, 1);
        columns = blockCount(columns, colors > 16 ? 0 : colors > 4 ? 1 : colors > 2 ? 2 : 3);
      }
    }
    readCacheBits();
    if (bits.read(1) == 0) {
      return 1;
    }
    BitSet groups = new BitSet();
    for (int pixel : readBlockImage(columns, height)) {
      groups.set(pixel >> 8 & 0xffff);
    }
    return groups.cardinality();
  }

  /** Reads an image with one pixel for each block. */
  private int[] readBlockImage(int width, int height) throws ImageFormatException {
    int size = bits.read(3) + 2;
    return readImage(blockCount(width, size), blockCount(height, size));
  }

  private static int blockCount(int length, int size) {
    return (length + (1 << size) - 1) >> size;
  }

  private int readCacheBits() throws ImageFormatException {
    int declared = bits.read(1) == 1 ? bits.read(4) : -1;
    if (declared == 0 || declared > MAX_CACHE_BITS) {
      throw bits.invalid("color cache of %d bits".formatted(declared));
    }
    return Math.max(0, declared);
  }

  private int[] readImage(int width, int height) throws ImageFormatException {
    int cacheBits = readCacheBits();
    int[] cache = new int[1 << cacheBits];
    int cached = cacheBits == 0 ? 0 : cache.length;
    Vp8lBitReader.PrefixCode green = bits.readCode(LITERALS + LENGTHS + cached);
    Vp8lBitReader.PrefixCode red = bits.readCode(LITERALS);
    Vp8lBitReader.PrefixCode blue = bits.readCode(LITERALS);
    Vp8lBitReader.PrefixCode alpha = bits.readCode(LITERALS);
    Vp8lBitReader.PrefixCode distance = bits.readCode(DISTANCES);
    int[] pixels = new int[width * height];
    int decoded = 0;
    while (decoded < pixels.length) {
      int symbol = green.next();
      int from = decoded;
      if (symbol < LITERALS) {
        pixels[decoded++] = red.next() << 16 | symbol << 8 | blue.next() | alpha.next() << 24;
      } else if (symbol >= LITERALS + LENGTHS) {
        pixels[decoded++] = cache[symbol - LITERALS - LENGTHS];
      } else {
        int length = readNumber(symbol - LITERALS);
        int back = toDistance(readNumber(distance.next()), width);
        if (back > decoded || length > pixels.length - decoded) {
          throw bits.invalid("copy from outside of the image");
        }
        for (int i = 0; i < length; i++, decoded++) {
          pixels[decoded] = pixels[decoded - back];
        }
      }
      for (int i = from; cached > 0 && i < decoded; i++) {
        cache[(HASH * pixels[i]) >>> (32 - cacheBits)] = pixels[i];
      }
    }
    return pixels;
  }

  /** Reads a length or a distance: a prefix symbol and extra bits. */
  private int readNumber(int symbol) throws ImageFormatException {
    if (symbol < 4) {
      return symbol + 1;
    }
    int more = (symbol - 2) >> 1;
    return ((2 + (symbol & 1)) << more) + bits.read(more) + 1;
  }

  private static int toDistance(int code, int width) {
    if (code > NEAR_DISTANCES.size()) {
      return code - NEAR_DISTANCES.size();
    }
    int[] step = NEAR_DISTANCES.get(code - 1);
    return Math.max(1, step[1] * width + step[0]);
  }
}
