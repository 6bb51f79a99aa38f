package dev.imageclassifier.runtime.decode.images;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** TIFF and BMP files that make a careless decoder use too much memory or time. */
public final class HostileTiffs {
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS = 258;
  private static final int COMPRESSION = 259;
  private static final int PHOTOMETRIC = 262;
  private static final int STRIP_OFFSETS = 273;
  private static final int SAMPLES = 277;
  private static final int ROWS_PER_STRIP = 278;
  private static final int STRIP_BYTES = 279;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_HEIGHT = 323;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_BYTES = 325;
  private static final int COLOR_MAP = 320;
  private static final int JPEG_TABLES = 347;
  private static final int SUB_DIRECTORIES = 330;
  private static final int EXIF = 34_665;
  private static final int ORIENTATION = 274;
  private static final int PREDICTOR = 317;
  private static final int EXTRA_SAMPLES = 338;
  private static final int SAMPLE_FORMAT = 339;
  private static final Set<Integer> SHORTS =
      Set.of(
          BITS,
          COMPRESSION,
          PHOTOMETRIC,
          SAMPLES,
          ORIENTATION,
          PREDICTOR,
          EXTRA_SAMPLES,
          SAMPLE_FORMAT);
  private static final int RAW = 1;
  private static final int DEFLATE = 8;
  private static final int JPEG = 7;
  private static final int FAX_GROUP_4 = 4;
  private static final int PACK_BITS = 32_773;
  private static final int FILL = 8 << 20;
  private static final int BASELINE = 0xc0;
  private static final int PROGRESSIVE = 0xc2;
  private static final int LOSSLESS = 0xc3;

  private HostileTiffs() {}

  public static Map<String, byte[]> all() {
    Map<String, byte[]> files = new TreeMap<>();
    byte[] few = EncodedImages.deflate(new byte[640]);
    byte[] zeros = HostileImages.bomb(100 << 20);
    files.put("tiff-directory-loop", tiff(gray(8, 8, RAW, 8, 64, EXIF, 8), new byte[64]));
    files.put(
        "tiff-subdirectory-loop", tiff(gray(8, 8, RAW, 8, 64, SUB_DIRECTORIES, 8), new byte[64]));
    files.put("tiff-0x0", tiff(gray(0, 0, RAW, 8, 64), new byte[64]));
    files.put("tiff-truncated-strip", tiff(gray(64, 64, RAW, 8, 64 * 64), new byte[640]));
    files.put("tiff-short-deflate", tiff(gray(64, 64, DEFLATE, 8, few.length), few));
    files.put("tiff-bomb-in-strip", tiff(gray(64, 64, DEFLATE, 8, zeros.length), zeros));
    files.put("tiff-ten-thousand-strips-of-one-bomb", stripsOfOneBomb(10_000));
    files.put(
        "tiff-overlapping-strips",
        stripsOfTheSameBytes(2_000, PACK_BITS, new byte[1 << 20], 1 << 20));
    files.put("tiff-strips-beyond-the-end", stripsBeyondTheEnd(2_000));
    files.put("tiff-invalid-fax-data", invalidFaxData(8 << 20));
    files.put("tiff-with-giant-progressive-jpeg", jpegInside(PROGRESSIVE, 14_000, 14_000, 2));
    files.put("tiff-with-jpeg-of-5000-scans", jpegInside(PROGRESSIVE, 48, 32, 5_000));
    files.put("tiff-with-lossless-jpeg", jpegInside(LOSSLESS, 48, 32, 1));
    files.put("tiff-with-jpeg-frame-among-the-tables", jpegFrameAmongTables());
    files.put("tiff-with-width-as-text", changed(valid(), WIDTH, 2, 1, '9'));
    files.put("tiff-of-strips-and-tiles", tiff(gray(8, 8, RAW, 8, 64, TILE_OFFSETS, 8), few));
    files.put("tiff-of-tiles-without-height", tiff(gray(8, 8, RAW, 8, 64, TILE_WIDTH, 1), few));
    files.put("tiff-flood-of-directories", directories(1_500_000));
    files.put("tiff-giant", tiff(gray(7_000, 7_000, DEFLATE, 8, zeros.length), zeros));
    files.put("tiff-giant-of-doubles", tiff(gray(7_000, 7_000, DEFLATE, 64, zeros.length), zeros));
    files.put(
        "tiff-giant-of-five-floats",
        tiff(raw(7_000, 7_000, 5, 32, 1 << 16, COMPRESSION, DEFLATE), zeros));
    files.put("tiff-row-in-giant-tiles", tiff(tiles(16_000, 1, 32_000), zeros));
    files.put("tiff-color-map-of-2000000000", tiff(colorMap(), zeros));
    files.put("bmp-with-giant-png-inside", bmp(10, 10, 5, 8_000, insidePng()));
    files.put("bmp-with-giant-jpeg-inside", bmp(10, 10, 4, 8_000, insideJpeg()));
    files.put("bmp-giant", bmp(7_000, 7_000, 0, 0, new byte[100]));
    files.put("bmp-of-lowest-height", bmp(10, Integer.MIN_VALUE, 0, 0, new byte[100]));
    files.put("bmp-127x4194304", bmp(127, 4_194_304, 0, 0, new byte[100]));
    files.put("bmp-of-negative-width", bmp(-10, 10, 0, 0, new byte[100]));
    return files;
  }

  private static byte[] valid() {
    return tiff(gray(8, 8, RAW, 8, 64), new byte[64]);
  }

  /** An image of 48x32 pixels whose only strip is a JPEG with another header. */
  private static byte[] jpegInside(int frame, int width, int height, int scans) {
    return withJpeg(HostileJpegs.empty(frame, width, height, 1, scans));
  }

  /** A gray image of 48x32 pixels whose only strip is this JPEG. */
  public static byte[] withJpeg(byte[] jpeg, int... more) {
    return tiff(gray(48, 32, JPEG, 8, jpeg.length, more), jpeg);
  }

  /** Zeros are not valid group 4 data, so that each bit causes a warning. */
  private static byte[] invalidFaxData(int length) {
    return tiff(gray(7_000, 7_000, FAX_GROUP_4, 1, length), new byte[length]);
  }

  private static byte[] jpegFrameAmongTables() {
    byte[] jpeg = EncodedImages.grayJpeg(EncodedImages.gradient(48, 32), false);
    byte[] file = withJpeg(jpeg, JPEG_TABLES, -1);
    return changed(file, JPEG_TABLES, 7, jpeg.length, file.length - jpeg.length);
  }

  /** Each strip declares four gigabytes and is the same JPEG after megabytes of fill bytes. */
  private static byte[] stripsBeyondTheEnd(int strips) {
    byte[] jpeg = HostileJpegs.empty(BASELINE, 16, 8, 1, 1);
    byte[] filled = new byte[jpeg.length + FILL];
    Arrays.fill(filled, (byte) 0xff);
    System.arraycopy(jpeg, 0, filled, 0, 2);
    System.arraycopy(jpeg, 2, filled, 2 + FILL, jpeg.length - 2);
    return stripsOfTheSameBytes(strips, JPEG, filled, -1);
  }

  /** Each strip has eight rows and refers to all of the data. */
  private static byte[] stripsOfTheSameBytes(
      int strips, int compression, byte[] strip, int length) {
    byte[] data = Arrays.copyOf(strip, strip.length + 8 * strips);
    byte[] file = tiff(gray(16, 8 * strips, compression, 8, 1, ROWS_PER_STRIP, 8), data);
    int dataAt = file.length - data.length;
    int offsetsAt = dataAt + strip.length;
    ByteBuffer out = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < strips; i++) {
      out.putInt(offsetsAt + 4 * i, dataAt);
      out.putInt(offsetsAt + 4 * (strips + i), length);
    }
    changed(file, STRIP_OFFSETS, 4, strips, offsetsAt);
    return changed(file, STRIP_BYTES, 4, strips, offsetsAt + 4 * strips);
  }

  /** Changes a field of the directory in place. */
  public static byte[] changed(byte[] file, int tag, int type, int count, int value) {
    ByteBuffer out = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int at = 10;
    while (Short.toUnsignedInt(out.getShort(at)) != tag) {
      at += 12;
    }
    out.putShort(at + 2, (short) type).putInt(at + 4, count).putInt(at + 8, value);
    return file;
  }

  /** One strip contains the whole image; the directory refers to it many times. */
  private static byte[] stripsOfOneBomb(int strips) {
    byte[] bomb = HostileImages.bomb(1_000 * 1_000);
    int[] tags = gray(1_000, 1_000, DEFLATE, 8, bomb.length);
    int bombAt = 8 + 2 + 12 * (tags.length / 2) + 4;
    int offsetsAt = bombAt + bomb.length;
    ByteBuffer data = ByteBuffer.allocate(bomb.length + 8 * strips).order(ByteOrder.LITTLE_ENDIAN);
    data.put(bomb);
    for (int i = 0; i < 2 * strips; i++) {
      data.putInt(i < strips ? bombAt : bomb.length);
    }
    byte[] file = changed(tiff(tags, data.array()), STRIP_OFFSETS, 4, strips, offsetsAt);
    return changed(file, STRIP_BYTES, 4, strips, offsetsAt + 4 * strips);
  }

  /** A valid image followed by a chain of empty directories. */
  private static byte[] directories(int count) {
    int[] tags = gray(8, 8, RAW, 8, 64);
    int dataAt = 8 + 2 + 12 * (tags.length / 2) + 4;
    ByteBuffer chain = ByteBuffer.allocate(64 + 6 * count).order(ByteOrder.LITTLE_ENDIAN);
    chain.position(64);
    for (int i = 1; i <= count; i++) {
      chain.putShort((short) 0).putInt(dataAt + 64 + 6 * i);
    }
    ByteBuffer file = ByteBuffer.wrap(tiff(tags, chain.array())).order(ByteOrder.LITTLE_ENDIAN);
    return file.putInt(dataAt - 4, dataAt + 64).array();
  }

  private static byte[] insidePng() {
    return EncodedImages.png(
        EncodedImages.pngHeader(16_000, 16_000, 8, 6, false),
        EncodedImages.chunk("IDAT", HostileImages.bomb(100 << 20)));
  }

  private static byte[] insideJpeg() {
    return HostileJpegs.empty(0xc0, 16_000, 16_000, 3, 1);
  }

  public static int[] gray(
      int width, int height, int compression, int bits, int length, int... more) {
    int[] tags = {
      WIDTH,
      width,
      HEIGHT,
      height,
      BITS,
      bits,
      COMPRESSION,
      compression,
      PHOTOMETRIC,
      1,
      STRIP_OFFSETS,
      -1,
      SAMPLES,
      1,
      ROWS_PER_STRIP,
      Math.max(1, height),
      STRIP_BYTES,
      length
    };
    int[] all = Arrays.copyOf(tags, tags.length + more.length);
    System.arraycopy(more, 0, all, tags.length, more.length);
    return all;
  }

  /** Fields of interleaved, uncompressed samples. Fields in {@code more} replace the defaults. */
  public static int[] raw(int width, int height, int samples, int bits, int length, int... more) {
    int[] tags = gray(width, height, RAW, bits, length, more);
    for (int i = 0; i < tags.length - more.length; i += 2) {
      tags[i + 1] = tags[i] == SAMPLES ? samples : tags[i] == PHOTOMETRIC ? 2 : tags[i + 1];
    }
    return tags;
  }

  private static int[] tiles(int width, int height, int side) {
    return new int[] {
      WIDTH,
      width,
      HEIGHT,
      height,
      BITS,
      8,
      COMPRESSION,
      DEFLATE,
      PHOTOMETRIC,
      1,
      SAMPLES,
      1,
      TILE_WIDTH,
      side,
      TILE_HEIGHT,
      side,
      TILE_OFFSETS,
      -1,
      TILE_BYTES,
      1 << 16
    };
  }

  private static int[] colorMap() {
    return gray(8, 8, RAW, 8, 64, COLOR_MAP, 2_000_000_000);
  }

  /** A TIFF with these tags and values. The value −1 stands for the position of the data. */
  public static byte[] tiff(int[] tags, byte[] data) {
    Map<Integer, Integer> sorted = new TreeMap<>();
    for (int i = 0; i < tags.length; i += 2) {
      sorted.put(tags[i], tags[i + 1]);
    }
    int entries = sorted.size();
    int dataAt = 8 + 2 + 12 * entries + 4;
    ByteBuffer out = ByteBuffer.allocate(dataAt + data.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put(EncodedImages.ascii("II*\0")).putInt(8).putShort((short) entries);
    sorted.forEach(
        (tag, value) -> {
          boolean map = tag == COLOR_MAP;
          boolean small = map || SHORTS.contains(tag);
          out.putShort(tag.shortValue()).putShort((short) (small ? 3 : 4));
          out.putInt(map ? value : 1).putInt(value == -1 ? dataAt : map ? 8 : value);
        });
    return out.putInt(8).put(data).array();
  }

  private static byte[] bmp(int width, int height, int compression, int dataLength, byte[] data) {
    ByteBuffer out = ByteBuffer.allocate(54 + data.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put(EncodedImages.ascii("BM")).putInt(54 + data.length).putInt(0).putInt(54);
    out.putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) 24);
    out.putInt(compression).putInt(dataLength == 0 ? 0 : data.length).putInt(0).putInt(0);
    return out.putInt(0).putInt(0).put(data).array();
  }
}
