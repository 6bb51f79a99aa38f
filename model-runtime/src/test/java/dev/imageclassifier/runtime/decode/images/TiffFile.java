package dev.imageclassifier.runtime.decode.images;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Builds a little-endian TIFF with one directory. Setting a field again replaces its value. */
public final class TiffFile {
  public static final int WIDTH = 256;
  public static final int HEIGHT = 257;
  public static final int BITS = 258;
  public static final int COMPRESSION = 259;
  public static final int PHOTOMETRIC = 262;
  public static final int STRIP_OFFSETS = 273;
  public static final int ORIENTATION = 274;
  public static final int SAMPLES = 277;
  public static final int ROWS_PER_STRIP = 278;
  public static final int STRIP_BYTES = 279;
  public static final int PREDICTOR = 317;
  public static final int COLOR_MAP = 320;
  public static final int TILE_WIDTH = 322;
  public static final int TILE_HEIGHT = 323;
  public static final int TILE_OFFSETS = 324;
  public static final int TILE_BYTES = 325;
  public static final int EXTRA_SAMPLES = 338;
  public static final int SAMPLE_FORMAT = 339;
  public static final int JPEG_TABLES = 347;

  private static final int HEADER_BYTES = 8;
  private static final int ENTRY_BYTES = 12;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final Set<Integer> SHORT_FIELDS =
      Set.of(
          BITS,
          COMPRESSION,
          PHOTOMETRIC,
          SAMPLES,
          ORIENTATION,
          PREDICTOR,
          EXTRA_SAMPLES,
          SAMPLE_FORMAT);

  private final Map<Integer, Integer> fields = new TreeMap<>();

  private TiffFile() {}

  /** An uncompressed gray image with 8 bits and one strip. */
  public static TiffFile gray(int width, int height) {
    TiffFile tiff = new TiffFile();
    return tiff.fields(
        WIDTH,
        width,
        HEIGHT,
        height,
        BITS,
        8,
        COMPRESSION,
        1,
        PHOTOMETRIC,
        1,
        SAMPLES,
        1,
        ROWS_PER_STRIP,
        Math.max(1, height));
  }

  /** An uncompressed image with interleaved RGB samples, 8 bits and one strip. */
  public static TiffFile rgb(int width, int height, int samples) {
    return gray(width, height).fields(SAMPLES, samples, PHOTOMETRIC, 2);
  }

  public TiffFile bits(int bitsPerSample) {
    return fields(BITS, bitsPerSample);
  }

  public TiffFile compression(int compression) {
    return fields(COMPRESSION, compression);
  }

  /** Replaces the strip with square tiles. */
  public TiffFile tiles(int side) {
    fields.remove(ROWS_PER_STRIP);
    return fields(TILE_WIDTH, side, TILE_HEIGHT, side);
  }

  /** Sets fields: tags and values in turn. */
  public TiffFile fields(int... tagsAndValues) {
    for (int i = 0; i < tagsAndValues.length; i += 2) {
      fields.put(tagsAndValues[i], tagsAndValues[i + 1]);
    }
    return this;
  }

  /** Position of the data in the file. */
  public int dataPosition() {
    addSegment(0);
    return HEADER_BYTES + 2 + ENTRY_BYTES * fields.size() + 4;
  }

  /**
   * Returns the file. The strip or the tiles contain all of the data, unless other fields are set.
   */
  public byte[] build(byte[] data) {
    addSegment(data.length);
    int dataAt = dataPosition();
    ByteBuffer out = ByteBuffer.allocate(dataAt + data.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put(EncodedImages.ascii("II*\0")).putInt(HEADER_BYTES).putShort((short) fields.size());
    fields.forEach(
        (tag, value) -> {
          boolean map = tag == COLOR_MAP;
          boolean position = tag == STRIP_OFFSETS || tag == TILE_OFFSETS;
          out.putShort(tag.shortValue());
          out.putShort((short) (map || SHORT_FIELDS.contains(tag) ? SHORT : LONG));
          out.putInt(map ? value : 1);
          out.putInt(map ? HEADER_BYTES : position && value == 0 ? dataAt : value);
        });
    return out.putInt(HEADER_BYTES).put(data).array();
  }

  /** Changes the type, the number of values and the value of a field in a file. */
  public static byte[] changeField(byte[] file, int tag, int type, int count, int value) {
    ByteBuffer out = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int at = HEADER_BYTES + 2;
    while (Short.toUnsignedInt(out.getShort(at)) != tag) {
      at += ENTRY_BYTES;
    }
    out.putShort(at + 2, (short) type).putInt(at + 4, count).putInt(at + 8, value);
    return file;
  }

  private void addSegment(int length) {
    boolean tiled = fields.containsKey(TILE_HEIGHT);
    fields.putIfAbsent(tiled ? TILE_OFFSETS : STRIP_OFFSETS, 0);
    fields.merge(tiled ? TILE_BYTES : STRIP_BYTES, length, (set, added) -> set == 0 ? added : set);
  }
}
