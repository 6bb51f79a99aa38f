package dev.imageclassifier.runtime.decode;

/** The bits of lossless WebP, lowest first, and its prefix codes (RFC 9649, sections 3.7.2, 4). */
final class Vp8lBits {
  private static final int MOST_LENGTH = 15;
  private static final int REPEAT = 16;
  private static final int FEW_ZEROS = 17;

  /** The order in which the lengths of the code for lengths are stored. */
  private static final int[] LENGTH_ORDER = {
    17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
  };

  private final byte[] file;
  private final long end;
  private long at;

  /** Bits of the bytes from {@code from} to before {@code end}. */
  Vp8lBits(byte[] file, int from, int end) {
    this.file = file;
    this.at = 8L * from;
    this.end = 8L * end;
  }

  int read(int count) throws BrokenPicture {
    int value = 0;
    for (int i = 0; i < count; i++) {
      if (at == end) {
        throw BrokenPicture.truncated("the WebP's lossless data ends at byte " + (end >> 3));
      }
      value |= (file[(int) (at >> 3)] >> (int) (at & 7) & 1) << i;
      at++;
    }
    return value;
  }

  BrokenPicture damaged(String what) {
    return BrokenPicture.corrupt("the WebP's lossless data has " + what + " at byte " + (at >> 3));
  }

  /** Reads the description of a code for the symbols below {@code symbols}. */
  Code code(int symbols) throws BrokenPicture {
    int[] lengths = new int[Math.max(symbols, 256)];
    if (read(1) == 1) {
      boolean two = read(1) == 1;
      lengths[read(read(1) == 1 ? 8 : 1)] = 1;
      if (two) {
        lengths[read(8)] = 1;
      }
    } else {
      lengths(lengths, symbols);
    }
    return new Code(lengths, symbols);
  }

  private void lengths(int[] lengths, int symbols) throws BrokenPicture {
    int[] ofLengths = new int[LENGTH_ORDER.length];
    int stated = 4 + read(4);
    for (int i = 0; i < stated; i++) {
      ofLengths[LENGTH_ORDER[i]] = read(3);
    }
    Code code = new Code(ofLengths, ofLengths.length);
    int rest = read(1) == 1 ? 2 + read(2 + 2 * read(3)) : symbols;
    int previous = 8;
    int symbol = 0;
    for (; symbol < symbols && rest > 0; rest--) {
      int length = code.next();
      if (length < REPEAT) {
        lengths[symbol++] = length;
        previous = length == 0 ? previous : length;
        continue;
      }
      int times = length == REPEAT ? 3 + read(2) : length == FEW_ZEROS ? 3 + read(3) : 11 + read(7);
      if (symbol + times > symbols) {
        throw damaged("a prefix code with too many lengths");
      }
      for (int i = 0; i < times; i++) {
        lengths[symbol++] = length == REPEAT ? previous : 0;
      }
    }
  }

  /** A complete canonical prefix code; that of a single symbol takes no bits. */
  final class Code {
    private final int[] counts = new int[MOST_LENGTH + 1];
    private final int[] sorted;

    private Code(int[] lengths, int symbols) throws BrokenPicture {
      int used = 0;
      int filled = 0;
      for (int symbol = 0; symbol < symbols; symbol++) {
        if (lengths[symbol] > 0) {
          used++;
          counts[lengths[symbol]]++;
          filled += 1 << (MOST_LENGTH - lengths[symbol]);
        }
      }
      if (used == 0 || (used > 1 && filled != 1 << MOST_LENGTH)) {
        throw damaged("an incomplete prefix code");
      }
      sorted = new int[used];
      int next = 0;
      for (int length = 1; length <= MOST_LENGTH; length++) {
        for (int symbol = 0; counts[length] > 0 && symbol < symbols; symbol++) {
          if (lengths[symbol] == length) {
            sorted[next++] = symbol;
          }
        }
      }
    }

    int next() throws BrokenPicture {
      int code = 0;
      int first = 0;
      int index = 0;
      // of a complete code some length matches
      for (int length = 1; sorted.length > 1; length++) {
        code = code << 1 | read(1);
        first <<= 1;
        if (code - first < counts[length]) {
          return sorted[index + code - first];
        }
        index += counts[length];
        first += counts[length];
      }
      return sorted[0];
    }
  }
}
