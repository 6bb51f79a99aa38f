package dev.imageclassifier.runtime.decode;

import java.util.HashSet;
import java.util.Set;

/**
 * The first directory of a TIFF file (TIFF 6.0, section 2). Fields that a decoder could understand
 * otherwise than this class are refused.
 */
final class TiffLayout {
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
  private static final int COLOUR_MAP = 320;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_HEIGHT = 323;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_BYTES = 325;
  private static final int PROFILE = 34_675;
  static final int JPEG_TABLES = 347;

  /** What decides about memory and place. */
  private static final Set<Integer> STRUCTURE =
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

  /** Types of whole numbers; the JDK also takes words and fractions. */
  private static final Set<Integer> INTEGERS = Set.of(1, 3, 4, 6, 7, 8, 9);

  private static final int WHITE_IS_ZERO = 0;
  private static final int BLACK_IS_ZERO = 1;
  private static final int MOST_FRAMES_COUNTED = 100_000;

  /** Bytes of a value of each field type; 1 for unknown ones. */
  private static final int[] TYPE_BYTES = {1, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

  final byte[] file;

  /** Where the first directory stands, and its entries. */
  long directory;

  int entries;
  final boolean little;
  private final Set<Integer> stated = new HashSet<>();
  long width;
  long height;
  long bits = 1;
  long samples = 1;
  long tileWidth;
  long tileHeight;
  long metadataBytes;
  long profileBytes;
  int frames = 1;
  long compression = 1;
  long photometric = -1;
  long predictor = 1;
  long rowsPerStrip = Integer.MAX_VALUE;
  long planar = 1;

  /** Where strips or tiles lie, and their bytes; null where the file does not say. */
  TiffField offsets;

  TiffField lengths;

  /** Tables that belong in front of each strip's JPEG data, or null. */
  TiffField jpegTables;

  private TiffField colourMap;

  private TiffLayout(byte[] file) {
    this.file = file;
    this.little = file[0] == 'I';
  }

  /** Reads the first directory and counts the others. */
  static TiffLayout of(byte[] file) throws BrokenPicture {
    TiffLayout layout = new TiffLayout(file);
    layout.directory = layout.u32(4);
    layout.entries = layout.u16(layout.directory);
    for (int i = 0; i < layout.entries; i++) {
      layout.field(layout.directory + 2 + 12L * i);
    }
    if ((layout.tileWidth > 0) != (layout.tileHeight > 0)) {
      throw BrokenPicture.corrupt("the TIFF states one side of its tiles and not the other");
    }
    layout.frames = layout.countFrames(layout.directory);
    return layout;
  }

  private void field(long at) throws BrokenPicture {
    int type = u16(at + 2);
    int size = type < TYPE_BYTES.length ? TYPE_BYTES[type] : 1;
    long count = u32(at + 4);
    long bytes = count * size;
    TiffField field = new TiffField(file, little, size, count, bytes <= 4 ? at + 8 : u32(at + 8));
    // a field may state what it likes; the file carries what lies inside it
    long carried = Math.max(0, Math.min(bytes, file.length - field.at()));
    int tag = u16(at);
    structural(tag, type);
    switch (tag) {
      case WIDTH -> width = field.first();
      case HEIGHT -> height = field.first();
      case BITS -> bits = field.largest();
      case COMPRESSION -> compression = field.first();
      case PHOTOMETRIC -> photometric = field.first();
      case PREDICTOR -> predictor = field.first();
      case COLOUR_MAP -> colourMap = field;
      case SAMPLES_PER_PIXEL -> samples = field.first();
      case ROWS_PER_STRIP -> rowsPerStrip = field.first();
      case PLANAR -> planar = field.first();
      case TILE_WIDTH -> tileWidth = field.first();
      case TILE_HEIGHT -> tileHeight = field.first();
      case STRIP_OFFSETS, TILE_OFFSETS -> offsets = field;
      case STRIP_BYTES, TILE_BYTES -> lengths = field;
      case JPEG_TABLES -> jpegTables = field;
      case PROFILE -> profileBytes += carried;
      default -> metadataBytes += carried;
    }
  }

  /** What decides about memory must mean the same to every reader: whole numbers, stated once. */
  private void structural(int tag, int type) throws BrokenPicture {
    // strips and tiles exclude each other
    int role = tag == TILE_OFFSETS ? STRIP_OFFSETS : tag == TILE_BYTES ? STRIP_BYTES : tag;
    if (!STRUCTURE.contains(role)) {
      return;
    }
    if (!INTEGERS.contains(type)) {
      throw BrokenPicture.corrupt(
          "the TIFF's field " + tag + " has type " + type + ", which is none of whole numbers");
    }
    if (!stated.add(role)) {
      throw BrokenPicture.corrupt("the TIFF states field " + tag + " or its counterpart twice");
    }
  }

  /** Follows the chain of directories as far as it leads on. */
  private int countFrames(long first) {
    Set<Long> seen = new HashSet<>();
    long directory = first;
    try {
      while (directory != 0 && seen.size() < MOST_FRAMES_COUNTED && seen.add(directory)) {
        directory = u32(directory + 2 + 12L * u16(directory));
      }
    } catch (BrokenPicture e) {
      // the chain ends here; the first picture is not touched by that
    }
    return seen.size();
  }

  /**
   * R, G, B of each index, the high bytes of the file's colour map; null where it has none that is
   * complete. Grey pictures keep their grey, though the JDK's reader colours them by such a map.
   */
  byte[] palette() throws BrokenPicture {
    int colours = 1 << Math.min(bits, 8);
    if (colourMap == null || colourMap.count() < 3L * colours) {
      return null;
    }
    // the JDK has turned round those whose zero is white
    boolean grey = photometric == WHITE_IS_ZERO || photometric == BLACK_IS_ZERO;
    byte[] palette = new byte[3 * 256];
    for (int index = 0; index < colours; index++) {
      for (int band = 0; band < 3; band++) {
        palette[3 * index + band] =
            (byte)
                (grey
                    ? 255 * index / (colours - 1)
                    : colourMap.value((long) band * colours + index) >> 8);
      }
    }
    return palette;
  }

  int u16(long at) throws BrokenPicture {
    return little ? Bytes.u16le(file, at) : Bytes.u16be(file, at);
  }

  private long u32(long at) throws BrokenPicture {
    return little ? Bytes.u32le(file, at) : Bytes.u32be(file, at);
  }
}
