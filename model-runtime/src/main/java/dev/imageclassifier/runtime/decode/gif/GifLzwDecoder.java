package dev.imageclassifier.runtime.decode.gif;

import dev.imageclassifier.runtime.decode.codec.Bytes;
import dev.imageclassifier.runtime.decode.codec.ImageFormatException;

/**
 * Decodes the variable-length-code LZW of GIF (GIF89a specification, appendix F). Not thread-safe.
 */
final class GifLzwDecoder {
  private static final int MAX_CODE_BITS = 12;
  private static final int MAX_CODES = 1 << MAX_CODE_BITS;

  private final int[] prefix = new int[MAX_CODES];
  private final byte[] suffix = new byte[MAX_CODES];
  private final byte[] first = new byte[MAX_CODES];
  private final int[] lengths = new int[MAX_CODES];

  private byte[] file;
  private int at;
  private int blockLeft;
  private int bits;
  private int bitCount;

  /**
   * Decodes the palette indices of one frame.
   *
   * @param dataAt position of the code size
   * @param indices receives up to {@code count} indices
   * @return the number of decoded indices; less than {@code count} if the data ends early
   */
  int decode(byte[] file, int dataAt, byte[] indices, int count) throws ImageFormatException {
    this.file = file;
    at = dataAt + 1;
    blockLeft = 0;
    bits = 0;
    bitCount = 0;
    int codeSize = Bytes.u8(file, dataAt);
    if (codeSize < 1 || codeSize >= MAX_CODE_BITS) {
      throw ImageFormatException.corrupt(
          "Invalid GIF code size %d at byte %d".formatted(codeSize, dataAt));
    }
    int clear = 1 << codeSize;
    int end = clear + 1;
    for (int code = 0; code < clear; code++) {
      suffix[code] = (byte) code;
      first[code] = (byte) code;
      lengths[code] = 1;
    }
    int next = end + 1;
    int width = codeSize + 1;
    int previous = -1;
    int decoded = 0;
    while (decoded < count) {
      int code = readCode(width);
      if (code < 0 || code == end) {
        break;
      }
      if (code == clear) {
        next = end + 1;
        width = codeSize + 1;
        previous = -1;
        continue;
      }
      boolean isNewCode = code == next && previous >= 0;
      if ((code >= next && !isNewCode) || (previous < 0 && code > clear)) {
        throw ImageFormatException.corrupt(
            "Invalid GIF code %d at about byte %d".formatted(code, at));
      }
      if (previous >= 0 && next < MAX_CODES) {
        prefix[next] = previous;
        first[next] = first[previous];
        suffix[next] = first[isNewCode ? previous : code];
        lengths[next] = lengths[previous] + 1;
        next++;
        if (next == 1 << width && width < MAX_CODE_BITS) {
          width++;
        }
      }
      decoded = write(code, indices, decoded, count, clear);
      previous = code;
    }
    return decoded;
  }

  /** Approximate position of the decoder in the file. */
  int position() {
    return at;
  }

  private int write(int code, byte[] indices, int decoded, int count, int clear) {
    int length = lengths[code];
    int remaining = code;
    for (int i = decoded + length - 1; i >= decoded; i--) {
      if (i < count) {
        indices[i] = suffix[remaining];
      }
      remaining = remaining < clear ? remaining : prefix[remaining];
    }
    return Math.min(decoded + length, count);
  }

  /** Reads the next code. Returns −1 at the end of the data. */
  private int readCode(int width) {
    while (bitCount < width) {
      if (blockLeft == 0) {
        if (at >= file.length || file[at] == 0) {
          return -1;
        }
        blockLeft = file[at++] & 0xff;
      }
      if (at >= file.length) {
        return -1;
      }
      bits |= (file[at++] & 0xff) << bitCount;
      blockLeft--;
      bitCount += 8;
    }
    int code = bits & (1 << width) - 1;
    bits >>>= width;
    bitCount -= width;
    return code;
  }
}
