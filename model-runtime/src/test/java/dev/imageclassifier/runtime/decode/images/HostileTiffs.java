package dev.imageclassifier.runtime.decode.images;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** TIFF and BMP files that make a careless decoder use too much memory or time. */
public final class HostileTiffs {
  private static final int SUB_DIRECTORIES = 330;
  private static final int EXIF = 34_665;
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
    files.put("tiff-directory-loop", TiffFile.gray(8, 8).fields(EXIF, 8).build(new byte[64]));
    files.put(
        "tiff-subdirectory-loop",
        TiffFile.gray(8, 8).fields(SUB_DIRECTORIES, 8).build(new byte[64]));
    files.put("tiff-0x0", TiffFile.gray(0, 0).build(new byte[64]));
    files.put(
        "tiff-truncated-strip",
        TiffFile.gray(64, 64).fields(TiffFile.STRIP_BYTES, 64 * 64).build(new byte[640]));
    files.put("tiff-short-deflate", TiffFile.gray(64, 64).compression(DEFLATE).build(few));
    files.put("tiff-bomb-in-strip", TiffFile.gray(64, 64).compression(DEFLATE).build(zeros));
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
    files.put("tiff-with-width-as-text", TiffFile.changeField(valid(), TiffFile.WIDTH, 2, 1, '9'));
    files.put(
        "tiff-of-strips-and-tiles",
        TiffFile.gray(8, 8).fields(TiffFile.TILE_OFFSETS, 8).build(few));
    files.put(
        "tiff-of-tiles-without-height",
        TiffFile.gray(8, 8).fields(TiffFile.TILE_WIDTH, 1).build(few));
    files.put("tiff-flood-of-directories", directories(1_500_000));
    files.put("tiff-giant", TiffFile.gray(7_000, 7_000).compression(DEFLATE).build(zeros));
    files.put(
        "tiff-giant-of-doubles",
        TiffFile.gray(7_000, 7_000).compression(DEFLATE).bits(64).build(zeros));
    files.put(
        "tiff-giant-of-five-floats",
        TiffFile.rgb(7_000, 7_000, 5).compression(DEFLATE).bits(32).build(zeros));
    files.put(
        "tiff-row-in-giant-tiles",
        TiffFile.gray(16_000, 1).compression(DEFLATE).tiles(32_000).build(zeros));
    files.put(
        "tiff-color-map-of-2000000000",
        TiffFile.gray(8, 8).fields(TiffFile.COLOR_MAP, 2_000_000_000).build(zeros));
    files.put("bmp-with-giant-png-inside", bmp(10, 10, 5, 8_000, insidePng()));
    files.put("bmp-with-giant-jpeg-inside", bmp(10, 10, 4, 8_000, insideJpeg()));
    files.put("bmp-giant", bmp(7_000, 7_000, 0, 0, new byte[100]));
    files.put("bmp-of-lowest-height", bmp(10, Integer.MIN_VALUE, 0, 0, new byte[100]));
    files.put("bmp-127x4194304", bmp(127, 4_194_304, 0, 0, new byte[100]));
    files.put("bmp-of-negative-width", bmp(-10, 10, 0, 0, new byte[100]));
    return files;
  }

  private static byte[] valid() {
    return TiffFile.gray(8, 8).build(new byte[64]);
  }

  /** An image of 48x32 pixels whose only strip is a JPEG with a different header. */
  private static byte[] jpegInside(int frame, int width, int height, int scans) {
    return withJpeg(HostileJpegs.empty(frame, width, height, 1, scans));
  }

  /** A gray image of 48x32 pixels whose only strip is this JPEG. */
  public static byte[] withJpeg(byte[] jpeg, int... fields) {
    return TiffFile.gray(48, 32).compression(JPEG).fields(fields).build(jpeg);
  }

  /** Zeros are not valid group 4 data, so that each bit causes a warning. */
  private static byte[] invalidFaxData(int length) {
    return TiffFile.gray(7_000, 7_000).compression(FAX_GROUP_4).bits(1).build(new byte[length]);
  }

  private static byte[] jpegFrameAmongTables() {
    byte[] jpeg = EncodedImages.grayJpeg(EncodedImages.gradient(48, 32), false);
    byte[] file = withJpeg(jpeg, TiffFile.JPEG_TABLES, 0);
    return TiffFile.changeField(
        file, TiffFile.JPEG_TABLES, 7, jpeg.length, file.length - jpeg.length);
  }

  /**
   * Each strip declares a length of four gigabytes. All strips refer to one JPEG that follows
   * megabytes of fill bytes.
   */
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
    byte[] file =
        TiffFile.gray(16, 8 * strips)
            .compression(compression)
            .fields(TiffFile.ROWS_PER_STRIP, 8)
            .build(data);
    int dataAt = file.length - data.length;
    int offsetsAt = dataAt + strip.length;
    ByteBuffer out = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < strips; i++) {
      out.putInt(offsetsAt + 4 * i, dataAt);
      out.putInt(offsetsAt + 4 * (strips + i), length);
    }
    TiffFile.changeField(file, TiffFile.STRIP_OFFSETS, 4, strips, offsetsAt);
    return TiffFile.changeField(file, TiffFile.STRIP_BYTES, 4, strips, offsetsAt + 4 * strips);
  }

  /** One strip contains the whole image; the directory refers to it many times. */
  private static byte[] stripsOfOneBomb(int strips) {
    byte[] bomb = HostileImages.bomb(1_000 * 1_000);
    TiffFile tiff = TiffFile.gray(1_000, 1_000).compression(DEFLATE);
    int bombAt = tiff.dataPosition();
    int offsetsAt = bombAt + bomb.length;
    ByteBuffer data = ByteBuffer.allocate(bomb.length + 8 * strips).order(ByteOrder.LITTLE_ENDIAN);
    data.put(bomb);
    for (int i = 0; i < 2 * strips; i++) {
      data.putInt(i < strips ? bombAt : bomb.length);
    }
    byte[] file = tiff.build(data.array());
    TiffFile.changeField(file, TiffFile.STRIP_OFFSETS, 4, strips, offsetsAt);
    return TiffFile.changeField(file, TiffFile.STRIP_BYTES, 4, strips, offsetsAt + 4 * strips);
  }

  /** A valid image followed by a chain of empty directories. */
  private static byte[] directories(int count) {
    TiffFile tiff = TiffFile.gray(8, 8);
    int dataAt = tiff.dataPosition();
    ByteBuffer chain = ByteBuffer.allocate(64 + 6 * count).order(ByteOrder.LITTLE_ENDIAN);
    chain.position(64);
    for (int i = 1; i <= count; i++) {
      chain.putShort((short) 0).putInt(dataAt + 64 + 6 * i);
    }
    ByteBuffer file = ByteBuffer.wrap(tiff.build(chain.array())).order(ByteOrder.LITTLE_ENDIAN);
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

  private static byte[] bmp(int width, int height, int compression, int dataLength, byte[] data) {
    ByteBuffer out = ByteBuffer.allocate(54 + data.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put(EncodedImages.ascii("BM")).putInt(54 + data.length).putInt(0).putInt(54);
    out.putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) 24);
    out.putInt(compression).putInt(dataLength == 0 ? 0 : data.length).putInt(0).putInt(0);
    return out.putInt(0).putInt(0).put(data).array();
  }
}
