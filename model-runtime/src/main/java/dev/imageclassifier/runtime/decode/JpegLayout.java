package dev.imageclassifier.runtime.decode;

/**
 * Where the parts of a JPEG file lie, up to its first scan: frame header, colour hints, metadata
 * (ITU-T T.81 annex B; JFIF 1.02; Adobe Technical Note 5116).
 */
final class JpegLayout {
  static final int SOI = 0xd8;
  static final int EOI = 0xd9;
  static final int SOS = 0xda;
  static final int APP0 = 0xe0;
  static final int APP1 = 0xe1;
  static final int APP2 = 0xe2;
  static final int APP14 = 0xee;
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

  /** Colour transform of an Adobe marker, or −1 where there is none. */
  int adobeTransform = -1;

  boolean jfif;

  /** The frame header's marker: which coding process the file has. */
  int process;

  /** Whether colours come in scans of their own, or bit by bit: all coefficients are kept. */
  boolean severalScans;

  int precision;
  int width;
  int height;
  int components;
  private int idsAt;

  /** Bit n stands for quantisation table n. */
  private int quantisation;

  private byte[] file;

  /** Bytes of application segments and comments, without the colour profile's. */
  long metadataBytes;

  long profileBytes;

  int orientation = ExifOrientation.UPRIGHT;

  /** Position of the first scan's marker. */
  int scanAt;

  private boolean exif;

  private JpegLayout() {}

  /**
   * Walks the markers up to the first scan. Stray bytes behind a segment that counts for the pixels
   * are damage, since its length or its content is wrong; those behind metadata are passed over.
   */
  static JpegLayout of(byte[] file, Damage damage) throws BrokenPicture {
    JpegLayout layout = abbreviated(file, 0, damage);
    // the lossless process has none, and is not read
    if (layout.sequentialOrProgressive()) {
      layout.checkQuantisation();
    }
    return layout;
  }

  /** The same for data from byte {@code from} on whose tables may stand elsewhere. */
  static JpegLayout abbreviated(byte[] file, int from, Damage damage) throws BrokenPicture {
    JpegLayout layout = new JpegLayout();
    layout.file = file;
    int at = from + 2;
    boolean behindTable = false;
    while (true) {
      int marker = marker(file, at);
      if (behindTable && file[at] != (byte) 0xff) {
        damage.corrupt(
            "the JPEG has stray bytes at byte "
                + at
                + ", where the marker at "
                + marker
                + " should be");
      }
      at = marker;
      int code = file[at + 1] & 0xff;
      behindTable = !standsAlone(code) && !isMetadata(code);
      if (code == SOS) {
        break;
      }
      if (code == EOI) {
        throw BrokenPicture.corrupt("the JPEG ends at byte " + at + " before any scan");
      }
      if (code == SOI) {
        throw BrokenPicture.corrupt("the JPEG has a second start marker at byte " + at);
      }
      if (standsAlone(code)) {
        at += 2;
        continue;
      }
      int length = Bytes.u16be(file, at + 2L);
      if (length < 2) {
        throw BrokenPicture.corrupt("the JPEG segment at byte " + at + " has length " + length);
      }
      if (at + 2L + length > file.length) {
        throw BrokenPicture.truncated(
            "the JPEG segment at byte " + at + " needs " + length + " bytes, but the file ends");
      }
      layout.segment(code, at + 4, at + 2 + length);
      at += 2 + length;
    }
    if (layout.components == 0) {
      throw BrokenPicture.corrupt("the JPEG has a scan at byte " + at + " but no frame header");
    }
    layout.scanAt = at;
    layout.severalScans =
        layout.process == PROGRESSIVE
            || layout.process == PROGRESSIVE_ARITHMETIC
            || Bytes.u8(file, at + 4L) < layout.components;
    return layout;
  }

  /** The position of the next marker's 0xFF, skipping fill bytes and junk as libjpeg does. */
  static int marker(byte[] file, int from) throws BrokenPicture {
    for (int at = from; at + 1 < file.length; at++) {
      int next = file[at + 1] & 0xff;
      if (file[at] == (byte) 0xff && next != 0 && next != 0xff) {
        return at;
      }
    }
    throw BrokenPicture.truncated(
        "the JPEG ends after " + file.length + " bytes where a marker should be");
  }

  static boolean standsAlone(int code) {
    return code == TEM || (code >= RST0 && code <= SOI);
  }

  static boolean isMetadata(int code) {
    return (code >= APP0 && code <= 0xef) || code == COM;
  }

  /** Whether a segment may stand in front of every frame. */
  static boolean isTable(int code) {
    return code == DQT || code == DHT || code == DAC || code == DRI || isMetadata(code);
  }

  boolean arithmetic() {
    return process == ARITHMETIC || process == PROGRESSIVE_ARITHMETIC;
  }

  /** Whether the process is one of libjpeg's: not lossless, not hierarchical. */
  boolean sequentialOrProgressive() {
    return process <= PROGRESSIVE || arithmetic();
  }

  /** Whether three components are luma and chroma: the rules of libjpeg's jdapimin.c. */
  boolean threeAreYcc() {
    if (jfif) {
      return true;
    }
    if (adobeTransform >= 0) {
      return adobeTransform != 0;
    }
    return !(id(0) == 'R' && id(1) == 'G' && id(2) == 'B');
  }

  /** Whether four components are YCCK rather than CMYK: the rules of libjpeg's jdapimin.c. */
  boolean fourAreYcck() {
    return adobeTransform > 0;
  }

  /** The JDK's reader takes tables of its own where a scan's are missing: another picture. */
  private void checkQuantisation() throws BrokenPicture {
    int inScan = Bytes.u8(file, scanAt + 4L);
    for (int i = 0; i < inScan; i++) {
      int wanted = Bytes.u8(file, scanAt + 5L + 2L * i);
      for (int component = 0; component < components; component++) {
        int table = file[idsAt + 3 * component + 2] & 0xff;
        if (id(component) == wanted && (table > 3 || (quantisation >> table & 1) == 0)) {
          throw BrokenPicture.corrupt(
              "the JPEG has a scan at byte "
                  + scanAt
                  + " whose quantisation table "
                  + table
                  + " is missing");
        }
      }
    }
  }

  /** Notes which tables a segment defines: each one byte and 64 values of one or two bytes. */
  private void quantisation(int from, int to) {
    for (int at = from; at < to; at += 1 + 64 * (1 + (file[at] >> 4 & 1))) {
      quantisation |= 1 << (file[at] & 0xf);
    }
  }

  private int id(int component) {
    return file[idsAt + 3 * component] & 0xff;
  }

  private void segment(int code, int from, int to) throws BrokenPicture {
    if (isMetadata(code)) {
      if (code == APP2 && Bytes.has(file, from, "ICC_PROFILE\0")) {
        profileBytes += to - from;
      } else {
        metadataBytes += to - from;
      }
      metadata(code, from, to);
    } else if (code == DQT) {
      quantisation(from, to);
    } else if (code >= 0xc0 && code <= 0xcf && code != DHT && code != JPG && code != DAC) {
      if (components > 0) {
        throw BrokenPicture.corrupt("the JPEG has a second frame header at byte " + (from - 4));
      }
      process = code;
      precision = Bytes.u8(file, from);
      height = Bytes.u16be(file, from + 1L);
      width = Bytes.u16be(file, from + 3L);
      components = Bytes.u8(file, from + 5L);
      idsAt = from + 6;
      if (components == 0 || idsAt + 3 * components > to) {
        throw BrokenPicture.corrupt(
            "the JPEG frame header at byte "
                + (from - 4)
                + " states "
                + components
                + " components");
      }
    }
  }

  private void metadata(int code, int from, int to) {
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
