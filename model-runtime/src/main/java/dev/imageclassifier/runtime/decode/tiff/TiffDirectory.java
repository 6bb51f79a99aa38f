package dev.imageclassifier.runtime.decode.tiff;

import dev.imageclassifier.runtime.decode.codec.Bytes;
import dev.imageclassifier.runtime.decode.codec.ExifOrientation;
import dev.imageclassifier.runtime.decode.codec.ImageFormatException;
import dev.imageclassifier.runtime.decode.codec.ImageHeader;
import java.util.HashSet;
import java.util.Set;

/**
 * The first directory of a TIFF file (TIFF 6.0, section 2). Rejects fields that a decoder could
 * interpret differently from this class.
 */
final class TiffDirectory {
  static final long LZW = 5;
  static final long JPEG = 7;
  static final long DEFLATE = 8;
  static final long OLD_DEFLATE = 32_946;

  static final long PALETTE = 3;
  static final long CMYK = 5;
  static final long CIE_LAB = 8;

  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS = 258;
  private static final int COMPRESSION = 259;
  private static final int PHOTOMETRIC = 262;
  private static final int STRIP_OFFSETS = 273;
  private static final int SAMPLES_PER_PIXEL = 277;
  private static final int ROWS_PER_STRIP = 278;
  private static final int STRIP_BYTES = 279;
  private static final int PLANAR = 284;
  private static final int PREDICTOR = 317;
  private static final int COLOR_MAP = 320;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_HEIGHT = 323;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_BYTES = 325;
  private static final int PROFILE = 34_675;
  static final int JPEG_TABLES = 347;

  /** Fields that determine the memory use and the position of the data. */
  private static final Set<Integer> STRUCTURAL_FIELDS =
      Set.of(
          WIDTH,
          HEIGHT,
          BITS,
          COMPRESSION,
          SAMPLES_PER_PIXEL,
          ROWS_PER_STRIP,
          PLANAR,
          TILE_WIDTH,
          TILE_HEIGHT,
          STRIP_OFFSETS,
          STRIP_BYTES,
          JPEG_TABLES);

  /** The integer types. The JDK also accepts text and rational numbers. */
  private static final Set<Integer> INTEGER_TYPES = Set.of(1, 3, 4, 6, 7, 8, 9);

  private static final int WHITE_IS_ZERO = 0;
  private static final int BLACK_IS_ZERO = 1;
  private static final int MAX_COUNTED_FRAMES = 100_000;

  /** Size of a value of each field type in bytes; 1 for unknown types. */
  private static final int[] TYPE_BYTES = {1, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

  final byte[] file;

  /** Position of the directory. */
  final long position;

  /** Number of entries. */
  final int entries;

  final boolean littleEndian;
  private final Set<Integer> structuralFields = new HashSet<>();
  long width;
  long height;
  long bits = 1;
  long samples = 1;
  long tileWidth;
  long tileHeight;
  private long metadataBytes;
  private long profileBytes;
  long compression = 1;
  long photometric = -1;
  long predictor = 1;
  long rowsPerStrip = Integer.MAX_VALUE;
  long planar = 1;

  /** Positions and lengths of the strips or tiles; null if the file does not declare them. */
  TiffField offsets;

  TiffField lengths;

  /** JPEG tables shared by all strips or tiles, or null. */
  TiffField jpegTables;

  private TiffField colorMap;

  private TiffDirectory(byte[] file) throws ImageFormatException {
    this.file = file;
    this.littleEndian = file[0] == 'I';
    this.position = u32(4);
    this.entries = u16(position);
  }

  /** Parses the first directory. */
  static TiffDirectory parse(byte[] file) throws ImageFormatException {
    TiffDirectory directory = new TiffDirectory(file);
    for (int i = 0; i < directory.entries; i++) {
      directory.readField(directory.position + 2 + 12L * i);
    }
    if ((directory.tileWidth > 0) != (directory.tileHeight > 0)) {
      throw ImageFormatException.corrupt("TIFF declares only one of tile width and tile height");
    }
    return directory;
  }

  ImageHeader header() {
    return new ImageHeader(
        width,
        height,
        countFrames(),
        new ImageHeader.Metadata(
            metadataBytes, profileBytes, ExifOrientation.of(file, 0, file.length)));
  }

  boolean isTiled() {
    return tileWidth > 0 && tileHeight > 0;
  }

  private void readField(long at) throws ImageFormatException {
    int type = u16(at + 2);
    int size = type < TYPE_BYTES.length ? TYPE_BYTES[type] : 1;
    long count = u32(at + 4);
    long bytes = count * size;
    TiffField field =
        new TiffField(file, littleEndian, size, count, bytes <= 4 ? at + 8 : u32(at + 8));
    // the declared size may be wrong; only bytes inside the file count
    long bytesInFile = Math.max(0, Math.min(bytes, file.length - field.at()));
    int tag = u16(at);
    checkStructuralField(tag, type);
    switch (tag) {
      case WIDTH -> width = field.first();
      case HEIGHT -> height = field.first();
      case BITS -> bits = field.max();
      case COMPRESSION -> compression = field.first();
      case PHOTOMETRIC -> photometric = field.first();
      case PREDICTOR -> predictor = field.first();
      case COLOR_MAP -> colorMap = field;
      case SAMPLES_PER_PIXEL -> samples = field.first();
      case ROWS_PER_STRIP -> rowsPerStrip = field.first();
      case PLANAR -> planar = field.first();
      case TILE_WIDTH -> tileWidth = field.first();
      case TILE_HEIGHT -> tileHeight = field.first();
      case STRIP_OFFSETS, TILE_OFFSETS -> offsets = field;
      case STRIP_BYTES, TILE_BYTES -> lengths = field;
      case JPEG_TABLES -> jpegTables = field;
      case PROFILE -> profileBytes += bytesInFile;
      default -> metadataBytes += bytesInFile;
    }
  }

  /** Structural fields must be unambiguous for every reader: integers that occur once. */
  private void checkStructuralField(int tag, int type) throws ImageFormatException {
    // a file has either strips or tiles
    int role = tag == TILE_OFFSETS ? STRIP_OFFSETS : tag == TILE_BYTES ? STRIP_BYTES : tag;
    if (!STRUCTURAL_FIELDS.contains(role)) {
      return;
    }
    if (!INTEGER_TYPES.contains(type)) {
      throw ImageFormatException.corrupt(
          "TIFF field %d has type %d instead of an integer type".formatted(tag, type));
    }
    if (!structuralFields.add(role)) {
      throw ImageFormatException.corrupt(
          "TIFF field %d or its strip or tile equivalent occurs twice".formatted(tag));
    }
  }

  /** Follows the chain of directories up to the first invalid one. */
  private int countFrames() {
    Set<Long> seen = new HashSet<>();
    long directory = position;
    try {
      while (directory != 0 && seen.size() < MAX_COUNTED_FRAMES && seen.add(directory)) {
        directory = u32(directory + 2 + 12L * u16(directory));
      }
    } catch (ImageFormatException e) {
      // the first image is still valid
    }
    return seen.size();
  }

  /**
   * Returns R, G, B of each index: the high bytes of the file's colour map. Returns null without a
   * complete colour map. Gray images stay gray, although the JDK's reader applies such a map to
   * them.
   */
  byte[] palette() throws ImageFormatException {
    int colors = 1 << Math.min(bits, 8);
    if (colorMap == null || colorMap.count() < 3L * colors) {
      return null;
    }
    // the JDK has already inverted images in which zero is white
    boolean gray = photometric == WHITE_IS_ZERO || photometric == BLACK_IS_ZERO;
    byte[] palette = new byte[3 * 256];
    for (int index = 0; index < colors; index++) {
      for (int band = 0; band < 3; band++) {
        palette[3 * index + band] =
            (byte)
                (gray
                    ? 255 * index / (colors - 1)
                    : colorMap.value((long) band * colors + index) >> 8);
      }
    }
    return palette;
  }

  int u16(long at) throws ImageFormatException {
    return Bytes.u16(file, at, littleEndian);
  }

  private long u32(long at) throws ImageFormatException {
    return Bytes.u32(file, at, littleEndian);
  }
}
