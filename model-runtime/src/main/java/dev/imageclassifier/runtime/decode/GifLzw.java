package dev.imageclassifier.runtime.decode;

/** The variable-length-code LZW of GIF (GIF89a specification, appendix F). */
final class GifLzw {
  private static final int MOST_BITS = 12;
  private static final int MOST_CODES = 1 << MOST_BITS;

  private final int[] prefix = new int[MOST_CODES];
  private final byte[] suffix = new byte[MOST_CODES];
  private final byte[] first = new byte[MOST_CODES];
  private final int[] lengths = new int[MOST_CODES];

  private byte[] file;
  private int at;
  private int blockLeft;
  private int bits;
  private int bitCount;

  /**
   * Decodes one frame's indices.
   *
   * @param dataAt position of the code size
   * @param indices where to write, {@code count} of them
   * @return how many were written: fewer where the data ends early
   */
  int decode(byte[] file, int dataAt, byte[] indices, int count) throws BrokenPicture {
    this.file = file;
    at = dataAt + 1;
    blockLeft = 0;
    bits = 0;
    bitCount = 0;
    int codeSize = Bytes.u8(file, dataAt);
    if (codeSize < 1 || codeSize >= MOST_BITS) {
      throw BrokenPicture.corrupt("the GIF's code size at byte " + dataAt + " is " + codeSize);
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
    int done = 0;
    while (done < count) {
      int code = code(width);
      if (code < 0 || code == end) {
        break;
      }
      if (code == clear) {
        next = end + 1;
        width = codeSize + 1;
        previous = -1;
        continue;
      }
      boolean fresh = code == next && previous >= 0;
      if ((code >= next && !fresh) || (previous < 0 && code > clear)) {
        throw BrokenPicture.corrupt(
            "the GIF's code " + code + " at about byte " + at + " is not in its table");
      }
      if (previous >= 0 && next < MOST_CODES) {
        prefix[next] = previous;
        first[next] = first[previous];
        suffix[next] = first[fresh ? previous : code];
        lengths[next] = lengths[previous] + 1;
        next++;
        if (next == 1 << width && width < MOST_BITS) {
          width++;
        }
      }
      done = write(code, indices, done, count, clear);
      previous = code;
    }
    return done;
  }

  /** About where in the file the decoder stands. */
  int position() {
    return at;
  }

  private int write(int code, byte[] indices, int done, int count, int clear) {
    int length = lengths[code];
    int rest = code;
    for (int i = done + length - 1; i >= done; i--) {
      if (i < count) {
        indices[i] = suffix[rest];
      }
      rest = rest < clear ? rest : prefix[rest];
    }
    return Math.min(done + length, count);
  }

  /** The next code; −1 at the end of the data. */
  private int code(int width) {
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
