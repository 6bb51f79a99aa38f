package dev.imageclassifier.runtime.decode.tiff;

import dev.imageclassifier.runtime.decode.codec.Bytes;
import dev.imageclassifier.runtime.decode.codec.Damage;
import dev.imageclassifier.runtime.decode.codec.ImageFormatException;
import dev.imageclassifier.runtime.decode.jpeg.JpegStructure;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Checks the strips or tiles of a TIFF's first image for problems that the JDK's reader does not
 * detect: data that ends early, overlapping strips or tiles, and JPEG data larger than its strip or
 * tile. A segment is a strip or a tile.
 */
final class TiffSegments {
  private static final Set<Long> DEFLATE = Set.of(TiffDirectory.DEFLATE, TiffDirectory.OLD_DEFLATE);

  /** Maximum total length of all segments, or four times the file size if that is more. */
  private static final long MAX_TOTAL_BYTES = 16 << 20;

  private static final int START = 0xff00 + JpegStructure.SOI;
  private static final int END = 0xff00 + JpegStructure.EOI;

  /** Upper limit of the number of colour planes in supported images. */
  private static final long MAX_PLANES = 16;

  private final TiffDirectory directory;
  private final byte[] file;

  TiffSegments(TiffDirectory directory) {
    this.directory = directory;
    this.file = directory.file;
  }

  /**
   * Checks all segments.
   *
   * @param damage receives segments beyond the end of the file and Deflate data that is too short
   * @throws ImageFormatException if the segments are invalid or malicious
   */
  void check(Damage damage) throws ImageFormatException {
    boolean jpeg = directory.compression == TiffDirectory.JPEG;
    if (directory.offsets == null || directory.lengths == null) {
      if (jpeg) {
        throw ImageFormatException.corrupt("TIFF declares no position of its JPEG data");
      }
      return;
    }
    if (jpeg) {
      checkTables();
    }
    // further segments are not decoded, and checking them would cost time
    long segments =
        Math.min(maxSegments(), Math.min(directory.offsets.count(), directory.lengths.count()));
    long totalBytes = 0;
    for (long i = 0; i < segments; i++) {
      long at = directory.offsets.value(i);
      long length = directory.lengths.value(i);
      // only the part of a segment inside the file counts
      totalBytes += Math.max(0, Math.min(length, file.length - at));
      if (totalBytes > Math.max(MAX_TOTAL_BYTES, 4L * file.length)) {
        throw ImageFormatException.corrupt(
            "The %d strips or tiles of the TIFF overlap".formatted(segments));
      }
      if (at + length > file.length) {
        damage.truncated(
            "TIFF data of %d bytes at byte %d is beyond the end of the file".formatted(length, at));
      }
      if (jpeg) {
        checkJpeg(at, length);
      } else if (DEFLATE.contains(directory.compression) && !damage.found()) {
        checkDeflate((int) at, (int) length, expectedBytes(i), damage);
      }
    }
  }

  /**
   * Rejects JPEG tables that contain a frame, because a decoder could use it instead of the checked
   * frame.
   */
  private void checkTables() throws ImageFormatException {
    TiffField tables = directory.jpegTables;
    if (tables == null) {
      return;
    }
    long at = tables.at();
    long end = at + tables.count();
    boolean valid = tables.valueBytes() == 1 && Bytes.u16be(file, at) == START;
    at += 2;
    while (valid && Bytes.u16be(file, at) != END) {
      valid = JpegStructure.isTable(Bytes.u16be(file, at) - 0xff00);
      at += 2L + Bytes.u16be(file, at + 2);
    }
    // one byte after the end marker may make the length even
    if (!valid || end > file.length || at + 2 > end || at + 3 < end) {
      throw ImageFormatException.corrupt("Invalid JPEG tables of the TIFF");
    }
  }

  /** Checks the JPEG data of a segment up to its first scan. */
  private void checkJpeg(long at, long length) throws ImageFormatException {
    if (Bytes.u16be(file, at) != START) {
      throw ImageFormatException.corrupt(
          "JPEG data at byte %d of the TIFF has no start marker".formatted(at));
    }
    JpegStructure jpeg = JpegStructure.parseAbbreviated(file, (int) at, new Damage());
    if (jpeg.scanAt() >= at + length) {
      throw ImageFormatException.truncated(
          "JPEG data at byte %d of the TIFF ends after %d bytes, before the first scan"
              .formatted(at, length));
    }
    long width = directory.isTiled() ? directory.tileWidth : directory.width;
    long height = directory.isTiled() ? directory.tileHeight : stripRows();
    if (jpeg.width() > width || jpeg.height() > height) {
      throw ImageFormatException.corrupt(
          "JPEG data at byte %d of the TIFF has %dx%d pixels, more than its strip or tile (%dx%d)"
              .formatted(at, jpeg.width(), jpeg.height(), width, height));
    }
    if (!jpeg.sequentialOrProgressive() || jpeg.precision() != 8) {
      throw ImageFormatException.unsupported(
          "Unsupported JPEG encoding in TIFF: SOF%d with %d bits"
              .formatted(jpeg.process(), jpeg.precision()));
    }
    if (jpeg.severalScans()) {
      throw ImageFormatException.unsupported("Unsupported JPEG encoding in TIFF: several scans");
    }
  }

  /** Maximum number of segments that a decoder reads. */
  private long maxSegments() {
    // the JDK's reader determines the number of colour planes itself
    long planes = directory.planar == 2 ? MAX_PLANES : 1;
    if (directory.isTiled()) {
      return planes
          * ceilDiv(directory.width, directory.tileWidth)
          * ceilDiv(directory.height, directory.tileHeight);
    }
    return planes * ceilDiv(directory.height, stripRows());
  }

  private long stripRows() {
    return Math.max(1, Math.min(directory.rowsPerStrip, directory.height));
  }

  private static long ceilDiv(long length, long step) {
    return (length + step - 1) / step;
  }

  private long expectedBytes(long segment) {
    long channels = directory.planar == 2 ? 1 : directory.samples;
    if (directory.isTiled()) {
      return (directory.tileWidth * channels * directory.bits + 7) / 8 * directory.tileHeight;
    }
    long rows = stripRows();
    long segmentRows =
        Math.min(rows, directory.height - segment % ceilDiv(directory.height, rows) * rows);
    return (directory.width * channels * directory.bits + 7) / 8 * segmentRows;
  }

  private void checkDeflate(int at, int length, long expected, Damage damage) {
    Inflater inflater = new Inflater();
    byte[] discarded = new byte[8192];
    long done = 0;
    try {
      inflater.setInput(file, at, length);
      int read = 1;
      while (done < expected && read > 0) {
        read = inflater.inflate(discarded);
        done += read;
      }
    } catch (DataFormatException e) {
      damage.corrupt(
          "Invalid Deflate data at byte %d of the TIFF: %s".formatted(at, e.getMessage()));
    } finally {
      inflater.end();
    }
    if (done < expected) {
      damage.truncated(
          "Deflate data at byte %d of the TIFF has %d of %d bytes".formatted(at, done, expected));
    }
  }
}
