package dev.imageclassifier.runtime.decode;

/**
 * Finds the orientation in an EXIF block. Looks at one directory of at most 1,000 entries and
 * follows no pointer but the first, so that no block can lead it in circles.
 */
final class ExifOrientation {
  /** Stored as it should be seen. */
  static final int UPRIGHT = 1;

  private static final int TAG = 0x0112;
  private static final int MOST_ENTRIES = 1_000;

  private ExifOrientation() {}

  /**
   * The orientation, 1 to 8, of an EXIF block; {@link #UPRIGHT} where there is none or it is
   * broken, since EXIF is a hint and never a reason to refuse a picture.
   *
   * @param file the whole file
   * @param start first byte of the TIFF header inside the block, "II" or "MM"
   * @param end byte behind the block
   */
  static int of(byte[] file, int start, int end) {
    boolean little = Bytes.has(file, start, "II*\0");
    if (!little && !Bytes.has(file, start, "MM\0*")) {
      return UPRIGHT;
    }
    try {
      long directory = start + u32(file, start + 4L, little);
      int entries = Math.min(u16(file, directory, little), MOST_ENTRIES);
      for (int i = 0; i < entries; i++) {
        long entry = directory + 2 + 12L * i;
        if (entry + 12 > end) {
          return UPRIGHT;
        }
        if (u16(file, entry, little) == TAG) {
          long value = value(file, entry, little);
          return value >= 1 && value <= 8 ? (int) value : UPRIGHT;
        }
      }
      return UPRIGHT;
    } catch (BrokenPicture e) {
      return UPRIGHT;
    }
  }

  /** The entry's number: a short as EXIF wants it, or any other whole number, as viewers do. */
  private static long value(byte[] file, long entry, boolean little) throws BrokenPicture {
    return switch (u16(file, entry + 2, little)) {
      case 1, 6 -> Bytes.u8(file, entry + 8);
      case 3, 8 -> u16(file, entry + 8, little);
      case 4, 9 -> u32(file, entry + 8, little);
      default -> UPRIGHT;
    };
  }

  private static int u16(byte[] file, long at, boolean little) throws BrokenPicture {
    return little ? Bytes.u16le(file, at) : Bytes.u16be(file, at);
  }

  private static long u32(byte[] file, long at, boolean little) throws BrokenPicture {
    return little ? Bytes.u32le(file, at) : Bytes.u32be(file, at);
  }
}
