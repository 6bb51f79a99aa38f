package dev.imageclassifier.runtime.decode.tiff;

import dev.imageclassifier.runtime.decode.codec.ImageFormatException;
import dev.imageclassifier.runtime.decode.jpeg.JpegStructure;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Adds an Adobe marker with the colour space to the JPEG tables of a TIFF. The colour space is
 * defined by a TIFF field, but the JDK's reader uses the JPEG data alone. The reader mistakes YCbCr
 * for RGB if the data has neither a marker nor chroma subsampling, as in the files of many
 * scanners.
 */
final class TiffJpegColorMarker {
  private static final int ENTRY_BYTES = 12;
  private static final short UNDEFINED = 7;
  private static final int YCBCR = 6;

  private TiffJpegColorMarker() {}

  /**
   * Returns a copy of the file with a new directory at its end, whose JPEG tables have the marker.
   */
  static byte[] addTo(TiffDirectory tiff) throws ImageFormatException {
    byte[] file = tiff.file;
    TiffField tables = tiff.jpegTables;
    int copiedLength = tables == null ? 0 : (int) tables.count() - 2;
    byte[] adobe = JpegStructure.adobeSegment(tiff.photometric == YCBCR ? 1 : 0);
    int tablesLength = 2 + adobe.length + (tables == null ? 2 : copiedLength);
    int entries = tiff.entries;
    int maxLength = file.length + 1 + tablesLength + 1 + 2 + ENTRY_BYTES * (entries + 1) + 4;
    ByteBuffer out = ByteBuffer.allocate(maxLength);
    out.order(tiff.littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    out.put(file).put((byte) 0xff).put((byte) JpegStructure.SOI).put(adobe);
    if (tables == null) {
      out.put((byte) 0xff).put((byte) JpegStructure.EOI);
    } else {
      // without its start marker
      out.put(file, (int) tables.at() + 2, copiedLength);
    }
    int directory = out.position() + (out.position() & 1);
    out.putInt(4, directory).position(directory);
    out.putShort((short) (tables == null ? entries + 1 : entries));
    boolean written = false;
    for (int i = 0; i < entries; i++) {
      int at = (int) tiff.position + 2 + ENTRY_BYTES * i;
      int tag = tiff.u16(at);
      if (!written && tag >= TiffDirectory.JPEG_TABLES) {
        putTablesField(out, tablesLength, file.length);
        written = true;
      }
      if (tag != TiffDirectory.JPEG_TABLES) {
        out.put(file, at, ENTRY_BYTES);
      }
    }
    if (!written) {
      putTablesField(out, tablesLength, file.length);
    }
    return out.putInt(0).array();
  }

  private static void putTablesField(ByteBuffer out, int length, int at) {
    out.putShort((short) TiffDirectory.JPEG_TABLES).putShort(UNDEFINED).putInt(length).putInt(at);
  }
}
