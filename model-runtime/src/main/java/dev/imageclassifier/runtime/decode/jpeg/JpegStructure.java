package dev.imageclassifier.runtime.decode.jpeg;

import dev.imageclassifier.runtime.decode.codec.Bytes;
import dev.imageclassifier.runtime.decode.codec.Damage;
import dev.imageclassifier.runtime.decode.codec.ExifOrientation;
import dev.imageclassifier.runtime.decode.codec.ImageFormatException;
import dev.imageclassifier.runtime.decode.codec.ImageHeader;

/**
 * The segments of a JPEG file up to its first scan: frame header, colour space markers and metadata
 * (ITU-T T.81 annex B; JFIF 1.02; Adobe Technical Note 5116).
 */
public final class JpegStructure {
  public static final int SOI = 0xd8;
  public static final int EOI = 0xd9;
  static final int SOS = 0xda;
  static final int APP0 = 0xe0;
  static final int APP1 = 0xe1;
  static final int APP2 = 0xe2;
  private static final int APP14 = 0xee;
  static final int COM = 0xfe;
  private static final int PROGRESSIVE = 0xc2;
  private static final int ARITHMETIC = 0xc9;
  private static final int PROGRESSIVE_ARITHMETIC = 0xca;
  private static final int DHT = 0xc4;
  private static final int JPG = 0xc8;
  private static final int DAC = 0xcc;
  private static final int DQT = 0xdb;
  private static final int DRI = 0xdd;
  private static final int RST0 = 0xd0;
  private static final int TEM = 0x01;

  /** Colour transform of the Adobe marker, or −1 if there is none. */
  private int adobeTransform = -1;

  private boolean jfif;

  /** The frame header's marker, which identifies the coding process. */
  int process;

  /** Whether the file has several scans, so that a decoder keeps all coefficients. */
  boolean severalScans;

  int precision;
  int width;
  int height;
  int components;
  private int idsAt;

  /** Defined quantization tables: bit n is set for table n. */
  private int quantizationTables;

  /** Bytes of application segments and comments, without the colour profile. */
  private long metadataBytes;

  private long profileBytes;

  private int orientation = ExifOrientation.UPRIGHT;

  /** Position of the first scan's marker. */
  int scanAt;

  private boolean exif;

  private final byte[] file;

  private JpegStructure(byte[] file) {
    this.file = file;
  }

  /**
   * Parses a file up to the first scan. Extra bytes after a segment that affects the pixels are
   * damage, because the segment's length or content is wrong. Those after metadata are ignored.
   */
  static JpegStructure parse(byte[] file, Damage damage) throws ImageFormatException {
    JpegStructure structure = parseAbbreviated(file, 0, damage);
    // the lossless process has no quantization
    if (structure.sequentialOrProgressive()) {
      structure.checkQuantizationTables();
    }
    return structure;
  }

  /**
   * Parses data that begins at {@code from} and whose tables may be stored elsewhere, as in TIFF
   * files.
   */
  public static JpegStructure parseAbbreviated(byte[] file, int from, Damage damage)
      throws ImageFormatException {
    JpegStructure structure = new JpegStructure(file);
    int at = from + 2;
    boolean afterTable = false;
    while (true) {
      int marker = findMarker(file, at);
      if (afterTable && file[at] != (byte) 0xff) {
        damage.corrupt(
            "Unexpected bytes at byte %d of the JPEG, before the marker at byte %d"
                .formatted(at, marker));
      }
      at = marker;
      int code = file[at + 1] & 0xff;
      afterTable = !isStandalone(code) && !isMetadata(code);
      if (code == SOS) {
        break;
      }
      if (code == EOI) {
        throw ImageFormatException.corrupt(
            "JPEG ends at byte %d before the first scan".formatted(at));
      }
      if (code == SOI) {
        throw ImageFormatException.corrupt("Second JPEG start marker at byte %d".formatted(at));
      }
      if (isStandalone(code)) {
        at += 2;
        continue;
      }
      int length = Bytes.u16be(file, at + 2L);
      if (length < 2) {
        throw ImageFormatException.corrupt(
            "Invalid length %d of the JPEG segment at byte %d".formatted(length, at));
      }
      if (at + 2L + length > file.length) {
        throw ImageFormatException.truncated(
            "JPEG segment of %d bytes at byte %d is beyond the end of the file"
                .formatted(length, at));
      }
      structure.readSegment(code, at + 4, at + 2 + length);
      at += 2 + length;
    }
    if (structure.components == 0) {
      throw ImageFormatException.corrupt(
          "JPEG scan at byte %d without a frame header".formatted(at));
    }
    structure.scanAt = at;
    structure.severalScans =
        structure.process == PROGRESSIVE
            || structure.process == PROGRESSIVE_ARITHMETIC
            || Bytes.u8(file, at + 4L) < structure.components;
    return structure;
  }

  /** Finds the next marker's 0xFF. Skips fill bytes and other bytes, as libjpeg does. */
  static int findMarker(byte[] file, int from) throws ImageFormatException {
    for (int at = from; at + 1 < file.length; at++) {
      int next = file[at + 1] & 0xff;
      if (file[at] == (byte) 0xff && next != 0 && next != 0xff) {
        return at;
      }
    }
    throw ImageFormatException.truncated(
        "JPEG ends after %d bytes instead of a marker".formatted(file.length));
  }

  static boolean isStandalone(int code) {
    return code == TEM || (code >= RST0 && code <= SOI);
  }

  static boolean isMetadata(int code) {
    return (code >= APP0 && code <= 0xef) || code == COM;
  }

  /** An Adobe segment with this colour transform: 0 for RGB and CMYK, 1 for YCbCr, 2 for YCCK. */
  public static byte[] adobeSegment(int transform) {
    return new byte[] {
      (byte) 0xff,
      (byte) APP14,
      0,
      14,
      'A',
      'd',
      'o',
      'b',
      'e',
      0,
      100,
      0,
      0,
      0,
      0,
      (byte) transform
    };
  }

  /** Whether a segment may occur before every frame. */
  public static boolean isTable(int code) {
    return code == DQT || code == DHT || code == DAC || code == DRI || isMetadata(code);
  }

  /** The number of the coding process: n of SOFn. */
  public int process() {
    return process & 0xf;
  }

  /** Bits per sample. */
  public int precision() {
    return precision;
  }

  /** Width of the image, pixels. */
  public int width() {
    return width;
  }

  /** Height of the image, pixels. */
  public int height() {
    return height;
  }

  /** Whether the image is stored in several scans. */
  public boolean severalScans() {
    return severalScans;
  }

  /** Position of the first scan's marker. */
  public int scanAt() {
    return scanAt;
  }

  ImageHeader.Metadata metadata() {
    return new ImageHeader.Metadata(metadataBytes, profileBytes, orientation);
  }

  boolean arithmetic() {
    return process == ARITHMETIC || process == PROGRESSIVE_ARITHMETIC;
  }

  /** Whether libjpeg supports the coding process: neither lossless nor hierarchical. */
  public boolean sequentialOrProgressive() {
    return process <= PROGRESSIVE || arithmetic();
  }

  /** Whether three components are YCbCr, by the rules of libjpeg's jdapimin.c. */
  boolean isYcc() {
    if (jfif) {
      return true;
    }
    if (adobeTransform >= 0) {
      return adobeTransform != 0;
    }
    return !(id(0) == 'R' && id(1) == 'G' && id(2) == 'B');
  }

  /** Whether four components are YCCK and not CMYK, by the rules of libjpeg's jdapimin.c. */
  boolean isYcck() {
    return adobeTransform > 0;
  }

  /** Rejects missing tables, because the JDK's reader replaces them with its default tables. */
  private void checkQuantizationTables() throws ImageFormatException {
    int inScan = Bytes.u8(file, scanAt + 4L);
    for (int i = 0; i < inScan; i++) {
      int componentId = Bytes.u8(file, scanAt + 5L + 2L * i);
      for (int component = 0; component < components; component++) {
        int table = file[idsAt + 3 * component + 2] & 0xff;
        if (id(component) == componentId && (table > 3 || (quantizationTables >> table & 1) == 0)) {
          throw ImageFormatException.corrupt(
              "Missing quantization table %d of the JPEG scan at byte %d".formatted(table, scanAt));
        }
      }
    }
  }

  /** Records the tables in a segment: one byte and 64 values of one or two bytes each. */
  private void readQuantizationTables(int from, int to) {
    for (int at = from; at < to; at += 1 + 64 * (1 + (file[at] >> 4 & 1))) {
      quantizationTables |= 1 << (file[at] & 0xf);
    }
  }

  private int id(int component) {
    return file[idsAt + 3 * component] & 0xff;
  }

  private void readSegment(int code, int from, int to) throws ImageFormatException {
    if (isMetadata(code)) {
      if (code == APP2 && Bytes.has(file, from, "ICC_PROFILE\0")) {
        profileBytes += to - from;
      } else {
        metadataBytes += to - from;
      }
      readMetadata(code, from, to);
    } else if (code == DQT) {
      readQuantizationTables(from, to);
    } else if (code >= 0xc0 && code <= 0xcf && code != DHT && code != JPG && code != DAC) {
      if (components > 0) {
        throw ImageFormatException.corrupt(
            "Second JPEG frame header at byte %d".formatted(from - 4));
      }
      process = code;
      precision = Bytes.u8(file, from);
      height = Bytes.u16be(file, from + 1L);
      width = Bytes.u16be(file, from + 3L);
      components = Bytes.u8(file, from + 5L);
      idsAt = from + 6;
      if (components == 0 || idsAt + 3 * components > to) {
        throw ImageFormatException.corrupt(
            "Invalid number of components (%d) in the JPEG frame header at byte %d"
                .formatted(components, from - 4));
      }
    }
  }

  private void readMetadata(int code, int from, int to) {
    if (code == APP0 && Bytes.has(file, from, "JFIF\0")) {
      jfif = true;
    } else if (code == APP14 && to - from >= 12 && Bytes.has(file, from, "Adobe")) {
      adobeTransform = file[from + 11] & 0xff;
    } else if (code == APP1 && !exif && Bytes.has(file, from, "Exif\0")) {
      exif = true;
      orientation = ExifOrientation.of(file, from + 6, to);
    }
  }
}
