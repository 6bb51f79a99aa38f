package dev.imageclassifier.runtime.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A TIFF whose JPEG data says which colours it holds. The TIFF's own field decides, but the JDK's
 * reader asks the JPEG data alone, and takes YCbCr for RGB where that has neither marker nor
 * coarser colours, as many scanners write it.
 */
final class TiffJpegColours {
  private static final int ENTRY = 12;
  private static final short UNDEFINED = 7;
  private static final int YCC = 6;

  /** Start marker and an Adobe marker, whose last byte is the transform. */
  private static final byte[] HEAD = {
    (byte) 0xff,
    (byte) JpegLayout.SOI,
    (byte) 0xff,
    (byte) JpegLayout.APP14,
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
    0
  };

  private TiffJpegColours() {}

  /** A copy of the file with a new directory behind it, whose JPEG tables begin with the marker. */
  static byte[] stated(TiffLayout layout) throws BrokenPicture {
    byte[] file = layout.file;
    TiffField old = layout.jpegTables;
    int oldLength = old == null ? 0 : (int) old.count() - 2;
    int tablesLength = HEAD.length + 1 + (old == null ? 2 : oldLength);
    int entries = layout.entries;
    int most = file.length + 1 + tablesLength + 1 + 2 + ENTRY * (entries + 1) + 4;
    ByteBuffer out = ByteBuffer.allocate(most);
    out.order(layout.little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    out.put(file).put(HEAD).put((byte) (layout.photometric == YCC ? 1 : 0));
    if (old == null) {
      out.put((byte) 0xff).put((byte) JpegLayout.EOI);
    } else {
      // without its start marker
      out.put(file, (int) old.at() + 2, oldLength);
    }
    int directory = out.position() + (out.position() & 1);
    out.putInt(4, directory).position(directory);
    out.putShort((short) (old == null ? entries + 1 : entries));
    boolean placed = false;
    for (int i = 0; i < entries; i++) {
      int at = (int) layout.directory + 2 + ENTRY * i;
      int tag = layout.u16(at);
      if (!placed && tag >= TiffLayout.JPEG_TABLES) {
        put(out, tablesLength, file.length);
        placed = true;
      }
      if (tag != TiffLayout.JPEG_TABLES) {
        out.put(file, at, ENTRY);
      }
    }
    if (!placed) {
      put(out, tablesLength, file.length);
    }
    return out.putInt(0).array();
  }

  private static void put(ByteBuffer out, int length, int at) {
    out.putShort((short) TiffLayout.JPEG_TABLES).putShort(UNDEFINED).putInt(length).putInt(at);
  }
}
