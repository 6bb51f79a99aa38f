package dev.imageclassifier.runtime.decode.images;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** JPEG files that make a careless decoder use too much memory or time. */
public final class HostileJpegs {
  private static final int BASELINE = 0xc0;
  private static final int PROGRESSIVE = 0xc2;
  private static final int PROGRESSIVE_ARITHMETIC = 0xca;

  private HostileJpegs() {}

  public static Map<String, byte[]> all() {
    byte[] valid = valid();
    Map<String, byte[]> files = new TreeMap<>();
    files.put("jpeg-65535x65535-of-four-components", empty(BASELINE, 65_535, 65_535, 4, 1));
    files.put("jpeg-0x0", empty(BASELINE, 0, 0, 3, 1));
    files.put("jpeg-progressive-giant-of-20-scans", empty(PROGRESSIVE, 7_000, 7_000, 3, 20));
    files.put("jpeg-progressive-giant-of-four-components", empty(PROGRESSIVE, 7_000, 7_000, 4, 20));
    files.put("jpeg-progressive-of-500-scans", empty(PROGRESSIVE, 1_400, 1_400, 3, 500));
    files.put("jpeg-progressive-of-5000-scans", empty(PROGRESSIVE, 16, 16, 3, 5_000));
    files.put("jpeg-arithmetic-giant", empty(PROGRESSIVE_ARITHMETIC, 7_000, 7_000, 3, 20));
    files.put("jpeg-baseline-giant-of-20-scans", empty(BASELINE, 7_000, 7_000, 3, 20));
    files.put("jpeg-many-restart-markers", restarts(7_000, 7_000));
    files.put("jpeg-of-fill-bytes", filled(1 << 20, (byte) 0xff));
    files.put("jpeg-of-start-markers", startMarkers(1 << 19));
    files.put("jpeg-huge-exif", EncodedImages.withSegment(valid, 0xe1, hugeExif()));
    files.put("jpeg-exif-loop", EncodedImages.withSegment(valid, 0xe1, circularExif()));
    files.put("jpeg-ten-megabytes-of-comments", comments(valid));
    files.put("jpeg-then-zip", EncodedImages.join(valid, EncodedImages.ascii("PK\u0003\u0004zip")));
    files.put("jpeg-with-png-inside", withPngInside(valid));
    return files;
  }

  public static byte[] valid() {
    return EncodedImages.jpeg(EncodedImages.gradient(48, 32), false);
  }

  /** A JPEG with this frame header and scans without data. */
  public static byte[] empty(int frame, int width, int height, int components, int scans) {
    ByteArrayOutputStream out = start(frame, width, height, components);
    boolean arithmetic = frame == PROGRESSIVE_ARITHMETIC;
    for (int scan = 0; scan < scans; scan++) {
      boolean progressive = frame != BASELINE;
      if (!progressive || scan == 0) {
        out.writeBytes(scan(components, 0, progressive ? 0 : 63, arithmetic));
      } else {
        // a scan of AC coefficients must have one component
        out.writeBytes(acScan(1 + scan % components));
      }
    }
    return ended(out);
  }

  private static byte[] restarts(int width, int height) {
    ByteArrayOutputStream out = start(BASELINE, width, height, 3);
    out.writeBytes(segment(0xdd, (byte) 0, (byte) 1));
    out.writeBytes(scan(3, 0, 63, false));
    for (int i = 0; i < 100_000; i++) {
      out.write(0xff);
      out.write(0xd0 + i % 8);
    }
    return ended(out);
  }

  private static ByteArrayOutputStream start(int frame, int width, int height, int components) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd8});
    byte[] quantization = new byte[65];
    Arrays.fill(quantization, 1, 65, (byte) 1);
    out.writeBytes(segment(0xdb, quantization));
    // one code of one bit, for an empty block
    for (int table : new int[] {0x00, 0x10}) {
      byte[] huffman = new byte[18];
      huffman[0] = (byte) table;
      huffman[1] = 1;
      out.writeBytes(segment(0xc4, huffman));
    }
    ByteBuffer header = ByteBuffer.allocate(6 + 3 * components);
    header.put((byte) 8).putShort((short) height).putShort((short) width).put((byte) components);
    for (int id = 1; id <= components; id++) {
      header.put((byte) id).put((byte) 0x11).put((byte) 0);
    }
    out.writeBytes(segment(frame, header.array()));
    return out;
  }

  private static byte[] scan(int components, int first, int last, boolean arithmetic) {
    ByteBuffer header = ByteBuffer.allocate(4 + 2 * components);
    header.put((byte) components);
    for (int id = 1; id <= components; id++) {
      header.put((byte) id).put((byte) 0);
    }
    header.put((byte) first).put((byte) last).put((byte) 0);
    return EncodedImages.join(segment(0xda, header.array()), new byte[arithmetic ? 2 : 1]);
  }

  private static byte[] acScan(int component) {
    return EncodedImages.join(
        segment(0xda, (byte) 1, (byte) component, (byte) 0, (byte) 1, (byte) 63, (byte) 0),
        new byte[1]);
  }

  private static byte[] ended(ByteArrayOutputStream out) {
    out.write(0xff);
    out.write(0xd9);
    return out.toByteArray();
  }

  private static byte[] segment(int marker, byte... content) {
    return ByteBuffer.allocate(content.length + 4)
        .put((byte) 0xff)
        .put((byte) marker)
        .putShort((short) (content.length + 2))
        .put(content)
        .array();
  }

  private static byte[] filled(int length, byte value) {
    byte[] file = new byte[length];
    Arrays.fill(file, value);
    file[1] = (byte) 0xd8;
    return file;
  }

  private static byte[] startMarkers(int count) {
    byte[] file = new byte[2 * count];
    for (int i = 0; i < file.length; i += 2) {
      file[i] = (byte) 0xff;
      file[i + 1] = (byte) 0xd8;
    }
    return file;
  }

  private static byte[] hugeExif() {
    ByteBuffer exif = ByteBuffer.allocate(65_500);
    exif.put(EncodedImages.ascii("Exif\0\0MM\0*\0\0\0\b")).putShort((short) 5_400);
    return exif.array();
  }

  /** A directory whose EXIF pointer and next directory are the directory itself. */
  private static byte[] circularExif() {
    ByteBuffer exif = ByteBuffer.allocate(32);
    exif.put(EncodedImages.ascii("Exif\0\0MM\0*\0\0\0\b")).putShort((short) 1);
    exif.putShort((short) 0x8769).putShort((short) 4).putInt(1).putInt(8).putInt(8);
    return exif.array();
  }

  private static byte[] comments(byte[] valid) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(valid, 0, 2);
    byte[] comment = segment(0xfe, new byte[60_000]);
    for (int i = 0; i < 160; i++) {
      out.writeBytes(comment);
    }
    out.write(valid, 2, valid.length - 2);
    return out.toByteArray();
  }

  private static byte[] withPngInside(byte[] valid) {
    return EncodedImages.withSegment(
        valid, 0xfe, EncodedImages.png(EncodedImages.gradient(16, 16)));
  }
}
