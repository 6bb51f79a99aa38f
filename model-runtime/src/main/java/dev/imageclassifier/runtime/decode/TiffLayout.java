package dev.imageclassifier.runtime.decode;

import java.util.HashSet;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The first directory of a TIFF file (TIFF 6.0, section 2), with what the JDK's reader does not
 * check: sizes that cost memory, and data that ends early.
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
  private static final Set<Integer> DEFLATE = Set.of(8, 32_946);
  private static final int MOST_FRAMES_COUNTED = 100_000;

  /** Bytes of a value of each field type; 1 for unknown ones. */
  private static final int[] TYPE_BYTES = {1, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

  private final byte[] file;
  private final boolean little;
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
  private long rowsPerStrip = Integer.MAX_VALUE;
  private long planar = 1;
  private TiffField offsets;
  private TiffField lengths;
  private TiffField colourMap;

  private TiffLayout(byte[] file) {
    this.file = file;
    this.little = file[0] == 'I';
  }

  /** Reads the first directory and counts the others. */
  static TiffLayout of(byte[] file) throws BrokenPicture {
    TiffLayout layout = new TiffLayout(file);
    long directory = layout.u32(4);
    int entries = layout.u16(directory);
    for (int i = 0; i < entries; i++) {
      layout.field(directory + 2 + 12L * i);
    }
    layout.frames = layout.countFrames(directory);
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
      case PROFILE -> profileBytes += carried;
      default -> metadataBytes += carried;
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
   * complete.
   */
  byte[] palette() throws BrokenPicture {
    int colours = 1 << Math.min(bits, 8);
    if (colourMap == null || colourMap.count() < 3L * colours) {
      return null;
    }
    byte[] palette = new byte[3 * 256];
    for (int index = 0; index < colours; index++) {
      for (int band = 0; band < 3; band++) {
        palette[3 * index + band] = (byte) (colourMap.value((long) band * colours + index) >> 8);
      }
    }
    return palette;
  }

  /** Notes strips and tiles that lie outside the file, and deflated ones that are too short. */
  void checkData(Damage damage) throws BrokenPicture {
    if (offsets == null || lengths == null) {
      return;
    }
    // the others are nobody's data, and a hundred thousand may be the same bomb
    long parts = Math.min(parts(), Math.min(offsets.count(), lengths.count()));
    for (long i = 0; i < parts && !damage.found(); i++) {
      long at = offsets.value(i);
      long length = lengths.value(i);
      if (at + length > file.length) {
        damage.truncated(
            "the TIFF's data from byte " + at + " needs " + length + " bytes, but the file ends");
      } else if (DEFLATE.contains((int) compression)) {
        inflate((int) at, (int) length, expected(i), damage);
      }
    }
  }

  /** Strips or tiles that the picture has. */
  private long parts() {
    long planes = planar == 2 ? samples : 1;
    if (tileWidth > 0 && tileHeight > 0) {
      return planes * up(width, tileWidth) * up(height, tileHeight);
    }
    return planes * up(height, stripRows());
  }

  private long stripRows() {
    return Math.max(1, Math.min(rowsPerStrip, height));
  }

  private static long up(long length, long step) {
    return (length + step - 1) / step;
  }

  private long expected(long part) {
    long channels = planar == 2 ? 1 : samples;
    if (tileWidth > 0) {
      return (tileWidth * channels * bits + 7) / 8 * tileHeight;
    }
    long rows = stripRows();
    long rest = Math.min(rows, height - part % up(height, rows) * rows);
    return (width * channels * bits + 7) / 8 * rest;
  }

  private void inflate(int at, int length, long expected, Damage damage) {
    Inflater inflater = new Inflater();
    byte[] sink = new byte[8192];
    long done = 0;
    try {
      inflater.setInput(file, at, length);
      int read = 1;
      while (done < expected && read > 0) {
        read = inflater.inflate(sink);
        done += read;
      }
    } catch (DataFormatException e) {
      damage.corrupt("the TIFF's deflated data from byte " + at + " is damaged: " + e.getMessage());
    } finally {
      inflater.end();
    }
    if (done < expected) {
      damage.truncated(
          "the TIFF's data from byte " + at + " ends after " + done + " of " + expected + " bytes");
    }
  }

  private int u16(long at) throws BrokenPicture {
    return little ? Bytes.u16le(file, at) : Bytes.u16be(file, at);
  }

  private long u32(long at) throws BrokenPicture {
    return little ? Bytes.u32le(file, at) : Bytes.u32be(file, at);
  }
}
