package dev.imageclassifier.runtime.decode.codec;

/**
 * Finds the orientation in an EXIF block. Reads at most 1,000 entries of the first directory and
 * follows only the pointer to it, so that a malicious block cannot cause an endless loop.
 */
public final class ExifOrientation {
  /** The stored image is upright. */
  public static final int UPRIGHT = 1;

  private static final int TAG = 0x0112;
  private static final int MAX_ENTRIES = 1_000;

  private ExifOrientation() {}

  /**
   * Returns the orientation, 1 to 8, of an EXIF block, or {@link #UPRIGHT} if it is missing or
   * invalid. An image is never rejected because of invalid EXIF data.
   *
   * @param file the whole file
   * @param start position of the TIFF header in the block, "II" or "MM"
   * @param end position after the block
   */
  public static int of(byte[] file, int start, int end) {
    boolean littleEndian = Bytes.has(file, start, "II*\0");
    if (!littleEndian && !Bytes.has(file, start, "MM\0*")) {
      return UPRIGHT;
    }
    try {
      long directory = start + Bytes.u32(file, start + 4L, littleEndian);
      int entries = Math.min(Bytes.u16(file, directory, littleEndian), MAX_ENTRIES);
      for (int i = 0; i < entries; i++) {
        long entry = directory + 2 + 12L * i;
        if (entry + 12 > end) {
          return UPRIGHT;
        }
        if (Bytes.u16(file, entry, littleEndian) == TAG) {
          long value = value(file, entry, littleEndian);
          return value >= 1 && value <= 8 ? (int) value : UPRIGHT;
        }
      }
      return UPRIGHT;
    } catch (ImageFormatException e) {
      return UPRIGHT;
    }
  }

  /**
   * The entry's value: a short according to EXIF. Other integer types are accepted, as in viewers.
   */
  private static long value(byte[] file, long entry, boolean littleEndian)
      throws ImageFormatException {
    return switch (Bytes.u16(file, entry + 2, littleEndian)) {
      case 1, 6 -> Bytes.u8(file, entry + 8);
      case 3, 8 -> Bytes.u16(file, entry + 8, littleEndian);
      case 4, 9 -> Bytes.u32(file, entry + 8, littleEndian);
      default -> UPRIGHT;
    };
  }
}
