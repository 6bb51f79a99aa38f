package dev.imageclassifier.runtime.decode.webp;

import dev.imageclassifier.runtime.decode.codec.ImageFormatException;

/**
 * Reads the bits of lossless WebP data, lowest first, and its prefix codes (RFC 9649, sections
 * 3.7.2 and 4).
 */
final class Vp8lBitReader {
  private static final int MAX_CODE_LENGTH = 15;
  private static final int REPEAT_PREVIOUS = 16;
  private static final int SHORT_ZERO_RUN = 17;

  /** The order in which the lengths of the code length codes are stored. */
  private static final int[] LENGTH_ORDER = {
    17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
  };

  private final byte[] file;
  private final long end;
  private long at;

  /** Creates a reader of the bytes from {@code from} to {@code end}, exclusive. */
  Vp8lBitReader(byte[] file, int from, int end) {
    this.file = file;
    this.at = 8L * from;
    this.end = 8L * end;
  }

  int read(int count) throws ImageFormatException {
    int value = 0;
    for (int i = 0; i < count; i++) {
      // a chunk may be shorter than its header, which is skipped unread
      if (at >= end) {
        throw ImageFormatException.truncated(
            "Lossless WebP data ends at byte %d".formatted(end >> 3));
      }
      value |= (file[(int) (at >> 3)] >> (int) (at & 7) & 1) << i;
      at++;
    }
    return value;
  }

  ImageFormatException invalid(String what) {
    return ImageFormatException.corrupt(
        "Invalid lossless WebP data at byte %d: %s".formatted(at >> 3, what));
  }

  /** Reads the definition of a prefix code of the symbols below {@code symbols}. */
  PrefixCode readCode(int symbols) throws ImageFormatException {
    int[] lengths = new int[Math.max(symbols, 256)];
    if (read(1) == 1) {
      boolean two = read(1) == 1;
      lengths[read(read(1) == 1 ? 8 : 1)] = 1;
      if (two) {
        lengths[read(8)] = 1;
      }
    } else {
      readLengths(lengths, symbols);
    }
    return new PrefixCode(lengths, symbols);
  }

  private void readLengths(int[] lengths, int symbols) throws ImageFormatException {
    int[] codeLengths = new int[LENGTH_ORDER.length];
    int count = 4 + read(4);
    for (int i = 0; i < count; i++) {
      codeLengths[LENGTH_ORDER[i]] = read(3);
    }
    PrefixCode code = new PrefixCode(codeLengths, codeLengths.length);
    int remaining = read(1) == 1 ? 2 + read(2 + 2 * read(3)) : symbols;
    int previous = 8;
    int symbol = 0;
    for (; symbol < symbols && remaining > 0; remaining--) {
      int length = code.next();
      if (length < REPEAT_PREVIOUS) {
        lengths[symbol++] = length;
        previous = length == 0 ? previous : length;
        continue;
      }
      int times =
          length == REPEAT_PREVIOUS
              ? 3 + read(2)
              : length == SHORT_ZERO_RUN ? 3 + read(3) : 11 + read(7);
      if (symbol + times > symbols) {
        throw invalid("too many code lengths");
      }
      for (int i = 0; i < times; i++) {
        lengths[symbol++] = length == REPEAT_PREVIOUS ? previous : 0;
      }
    }
  }

  /** A complete canonical prefix code. A code of a single symbol uses no bits. */
  final class PrefixCode {
    private final int[] counts = new int[MAX_CODE_LENGTH + 1];
    private final int[] sorted;

    private PrefixCode(int[] lengths, int symbols) throws ImageFormatException {
      int used = 0;
      int filled = 0;
      for (int symbol = 0; symbol < symbols; symbol++) {
        if (lengths[symbol] > 0) {
          used++;
          counts[lengths[symbol]]++;
          filled += 1 << (MAX_CODE_LENGTH - lengths[symbol]);
        }
      }
      if (used == 0 || (used > 1 && filled != 1 << MAX_CODE_LENGTH)) {
        throw invalid("incomplete prefix code");
      }
      sorted = new int[used];
      int next = 0;
      for (int length = 1; length <= MAX_CODE_LENGTH; length++) {
        for (int symbol = 0; counts[length] > 0 && symbol < symbols; symbol++) {
          if (lengths[symbol] == length) {
            sorted[next++] = symbol;
          }
        }
      }
    }

    /** Reads the next symbol. */
    int next() throws ImageFormatException {
      int code = 0;
      int first = 0;
      int index = 0;
      // ends, because every bit sequence matches a symbol of a complete code
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
