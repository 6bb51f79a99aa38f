package dev.imageclassifier.runtime.decode.tiff;

import dev.imageclassifier.runtime.decode.codec.Bytes;
import dev.imageclassifier.runtime.decode.codec.ImageFormatException;

/**
 * The integer values of one field of a TIFF directory.
 *
 * @param valueBytes size of a value, bytes
 * @param count number of values as declared in the file, unchecked
 * @param at position of the first value
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TiffField(byte[] file, boolean littleEndian, int valueBytes, long count, long at) {

  /** Values beyond this index are ignored by {@link #max}. */
  private static final int MAX_SAMPLES = 16;

  long first() throws ImageFormatException {
    return value(0);
  }

  long max() throws ImageFormatException {
    long max = 0;
    for (long i = 0; i < Math.min(count, MAX_SAMPLES); i++) {
      max = Math.max(max, value(i));
    }
    return max;
  }

  long value(long index) throws ImageFormatException {
    long position = at + index * valueBytes;
    return switch (valueBytes) {
      case 1 -> Bytes.u8(file, position);
      case 2 -> Bytes.u16(file, position, littleEndian);
      default -> Bytes.u32(file, position, littleEndian);
    };
  }
}
