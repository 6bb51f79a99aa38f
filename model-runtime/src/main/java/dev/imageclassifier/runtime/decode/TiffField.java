package dev.imageclassifier.runtime.decode;

/**
 * The values of one field of a TIFF directory.
 *
 * @param size bytes of a value
 * @param count how many the file states: unchecked
 * @param at where the first stands
 */
@SuppressWarnings("ArrayRecordComponent") // identity is never asked for
record TiffField(byte[] file, boolean little, int size, long count, long at) {

  /** More values than a picture has samples are never looked at. */
  private static final int MOST_SAMPLES = 16;

  long first() throws BrokenPicture {
    return value(0);
  }

  long largest() throws BrokenPicture {
    long largest = 0;
    for (long i = 0; i < Math.min(count, MOST_SAMPLES); i++) {
      largest = Math.max(largest, value(i));
    }
    return largest;
  }

  long value(long index) throws BrokenPicture {
    long place = at + index * size;
    return switch (size) {
      case 1 -> Bytes.u8(file, place);
      case 2 -> little ? Bytes.u16le(file, place) : Bytes.u16be(file, place);
      default -> little ? Bytes.u32le(file, place) : Bytes.u32be(file, place);
    };
  }
}
