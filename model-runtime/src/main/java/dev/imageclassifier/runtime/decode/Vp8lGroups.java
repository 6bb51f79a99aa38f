package dev.imageclassifier.runtime.decode;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many groups of prefix codes a lossless WebP makes its decoder build (RFC 9649, section 3.7).
 * libwebp takes 6 to 12 KB for each of up to 65,536, whatever the picture's size, so that they are
 * counted first. What is read for that is the small picture that says which block uses which group,
 * and the small pictures in front of it.
 */
final class Vp8lGroups {
  private static final int PREDICTOR = 0;
  private static final int CROSS_COLOUR = 1;
  private static final int INDEXING = 3;

  /** Signature, width, height, alpha, version. */
  private static final int HEADER_BITS = 40;

  private static final int LITERALS = 256;
  private static final int LENGTHS = 24;
  private static final int DISTANCES = 40;
  private static final int MOST_CACHE_BITS = 11;
  private static final int HASH = 0x1e35a7bd;

  /** Columns to the left and rows above that a small distance code stands for, nearest first. */
  private static final List<int[]> NEAR =
      IntStream.range(0, 8 * 16)
          .mapToObj(i -> new int[] {i % 16 - 7, i / 16})
          .filter(step -> step[1] > 0 || step[0] > 0)
          .sorted(
              Comparator.<int[]>comparingInt(step -> step[0] * step[0] + step[1] * step[1])
                  .thenComparingInt(step -> Math.abs(step[0]))
                  .thenComparingInt(step -> -step[0]))
          .toList();

  private final Vp8lBits bits;

  private Vp8lGroups(Vp8lBits bits) {
    this.bits = bits;
  }

  /**
   * Counts them.
   *
   * @param from the first byte of the bitstream, its signature
   * @param end the byte behind it
   */
  static int count(byte[] file, int from, int end, int width, int height) throws BrokenPicture {
    return new Vp8lGroups(new Vp8lBits(file, from + HEADER_BITS / 8, end)).count(width, height);
  }

  private int count(int width, int height) throws BrokenPicture {
    int columns = width;
    int seen = 0;
    while (bits.read(1) == 1) {
      int transform = bits.read(2);
      if ((seen >> transform & 1) == 1) {
        throw bits.damaged("a transform twice");
      }
      seen |= 1 << transform;
      if (transform == PREDICTOR || transform == CROSS_COLOUR) {
        blocks(columns, height);
      } else if (transform == INDEXING) {
        int colours = bits.read(8) + 1;
        picture(colours, 1);
        columns = parts(columns, colours > 16 ? 0 : colours > 4 ? 1 : colours > 2 ? 2 : 3);
      }
    }
    cacheBits();
    if (bits.read(1) == 0) {
      return 1;
    }
    BitSet groups = new BitSet();
    for (int pixel : blocks(columns, height)) {
      groups.set(pixel >> 8 & 0xffff);
    }
    return groups.cardinality();
  }

  /** A picture of one pixel for each block. */
  private int[] blocks(int width, int height) throws BrokenPicture {
    int size = bits.read(3) + 2;
    return picture(parts(width, size), parts(height, size));
  }

  private static int parts(int length, int size) {
    return (length + (1 << size) - 1) >> size;
  }

  private int cacheBits() throws BrokenPicture {
    int stated = bits.read(1) == 1 ? bits.read(4) : -1;
    if (stated == 0 || stated > MOST_CACHE_BITS) {
      throw bits.damaged("a colour cache of " + stated + " bits");
    }
    return Math.max(0, stated);
  }

  private int[] picture(int width, int height) throws BrokenPicture {
    int cacheBits = cacheBits();
    int[] cache = new int[1 << cacheBits];
    int cached = cacheBits == 0 ? 0 : cache.length;
    Vp8lBits.Code green = bits.code(LITERALS + LENGTHS + cached);
    Vp8lBits.Code red = bits.code(LITERALS);
    Vp8lBits.Code blue = bits.code(LITERALS);
    Vp8lBits.Code alpha = bits.code(LITERALS);
    Vp8lBits.Code distance = bits.code(DISTANCES);
    int[] pixels = new int[width * height];
    int done = 0;
    while (done < pixels.length) {
      int symbol = green.next();
      int from = done;
      if (symbol < LITERALS) {
        pixels[done++] = red.next() << 16 | symbol << 8 | blue.next() | alpha.next() << 24;
      } else if (symbol >= LITERALS + LENGTHS) {
        pixels[done++] = cache[symbol - LITERALS - LENGTHS];
      } else {
        int length = number(symbol - LITERALS);
        int back = back(number(distance.next()), width);
        if (back > done || length > pixels.length - done) {
          throw bits.damaged("a copy from outside");
        }
        for (int i = 0; i < length; i++, done++) {
          pixels[done] = pixels[done - back];
        }
      }
      for (int i = from; cached > 0 && i < done; i++) {
        cache[(HASH * pixels[i]) >>> (32 - cacheBits)] = pixels[i];
      }
    }
    return pixels;
  }

  /** A length or a distance: a symbol for its size, and further bits. */
  private int number(int symbol) throws BrokenPicture {
    if (symbol < 4) {
      return symbol + 1;
    }
    int more = (symbol - 2) >> 1;
    return ((2 + (symbol & 1)) << more) + bits.read(more) + 1;
  }

  private static int back(int code, int width) {
    if (code > NEAR.size()) {
      return code - NEAR.size();
    }
    int[] step = NEAR.get(code - 1);
    return Math.max(1, step[1] * width + step[0]);
  }
}
