package dev.imageclassifier.runtime.decode;

import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The strips or tiles of a TIFF's first picture, with what the JDK's reader does not check: data
 * that ends early, that is named again and again, and JPEG data larger than its strip.
 */
final class TiffParts {
  static final long JPEG = 7;
  private static final Set<Long> DEFLATE = Set.of(8L, 32_946L);

  /** Bytes that all parts together may name, or four times the file where that is more. */
  private static final long MOST_NAMED = 16 << 20;

  private static final int START = 0xff00 + JpegLayout.SOI;
  private static final int END = 0xff00 + JpegLayout.EOI;

  /** Planes of colours stored apart: more than any picture that is read has. */
  private static final long MOST_PLANES = 16;

  private final TiffLayout layout;
  private final byte[] file;

  TiffParts(TiffLayout layout) {
    this.layout = layout;
    this.file = layout.file;
  }

  /** Notes parts that lie outside the file and deflated ones that are too short; refuses traps. */
  void check(Damage damage) throws BrokenPicture {
    boolean jpeg = layout.compression == JPEG;
    if (layout.offsets == null || layout.lengths == null) {
      if (jpeg) {
        throw BrokenPicture.corrupt("the TIFF does not say where its JPEG data lies");
      }
      return;
    }
    if (jpeg) {
      checkTables();
    }
    // the others are nobody's data, and a hundred thousand may be the same bomb
    long parts = Math.min(count(), Math.min(layout.offsets.count(), layout.lengths.count()));
    long named = 0;
    for (long i = 0; i < parts; i++) {
      long at = layout.offsets.value(i);
      long length = layout.lengths.value(i);
      // a part that reaches past the end counts as well: its bytes up to there are walked
      named += Math.max(0, Math.min(length, file.length - at));
      if (named > Math.max(MOST_NAMED, 4L * file.length)) {
        throw BrokenPicture.corrupt(
            "the TIFF's " + parts + " strips or tiles name the same bytes again and again");
      }
      if (at + length > file.length) {
        damage.truncated(
            "the TIFF's data from byte " + at + " needs " + length + " bytes, but the file ends");
      }
      if (jpeg) {
        checkJpeg(at, length);
      } else if (DEFLATE.contains(layout.compression) && !damage.found()) {
        inflate((int) at, (int) length, expected(i), damage);
      }
    }
  }

  /** Tables only: a frame in here would be another than the one that is looked at. */
  private void checkTables() throws BrokenPicture {
    TiffField tables = layout.jpegTables;
    if (tables == null) {
      return;
    }
    long at = tables.at();
    long end = at + tables.count();
    boolean sound = tables.size() == 1 && Bytes.u16be(file, at) == START;
    at += 2;
    while (sound && Bytes.u16be(file, at) != END) {
      sound = JpegLayout.isTable(Bytes.u16be(file, at) - 0xff00);
      at += 2L + Bytes.u16be(file, at + 2);
    }
    // one byte behind the end marker makes the length even
    if (!sound || end > file.length || at + 2 > end || at + 3 < end) {
      throw BrokenPicture.corrupt("the TIFF's JPEG tables are broken or not only tables");
    }
  }

  /** Checks the JPEG data of a part up to its first scan. */
  private void checkJpeg(long at, long length) throws BrokenPicture {
    if (Bytes.u16be(file, at) != START) {
      throw BrokenPicture.corrupt("the TIFF's JPEG data at byte " + at + " has no start marker");
    }
    JpegLayout jpeg = JpegLayout.abbreviated(file, (int) at, new Damage());
    if (jpeg.scanAt >= at + length) {
      throw BrokenPicture.truncated(
          "the TIFF's JPEG data at byte "
              + at
              + " ends after "
              + length
              + " bytes before any scan");
    }
    long width = tiled() ? layout.tileWidth : layout.width;
    long height = tiled() ? layout.tileHeight : stripRows();
    if (jpeg.width > width || jpeg.height > height) {
      throw BrokenPicture.corrupt(
          String.format(
              "the TIFF's JPEG data at byte %d states %dx%d pixels, more than the %dx%d of its"
                  + " place",
              at, jpeg.width, jpeg.height, width, height));
    }
    if (!jpeg.sequentialOrProgressive() || jpeg.precision != 8) {
      throw BrokenPicture.unsupported(
          String.format(
              "a TIFF with JPEG data of process SOF%d and %d bits is not read",
              jpeg.process & 0xf, jpeg.precision));
    }
    if (jpeg.severalScans) {
      throw BrokenPicture.unsupported("a TIFF with JPEG data of several scans is not read");
    }
  }

  private boolean tiled() {
    return layout.tileWidth > 0 && layout.tileHeight > 0;
  }

  /** Strips or tiles that the picture has. */
  private long count() {
    // a decoder may find out by itself how many there are
    long planes = layout.planar == 2 ? MOST_PLANES : 1;
    if (tiled()) {
      return planes * up(layout.width, layout.tileWidth) * up(layout.height, layout.tileHeight);
    }
    return planes * up(layout.height, stripRows());
  }

  private long stripRows() {
    return Math.max(1, Math.min(layout.rowsPerStrip, layout.height));
  }

  private static long up(long length, long step) {
    return (length + step - 1) / step;
  }

  private long expected(long part) {
    long channels = layout.planar == 2 ? 1 : layout.samples;
    if (layout.tileWidth > 0) {
      return (layout.tileWidth * channels * layout.bits + 7) / 8 * layout.tileHeight;
    }
    long rows = stripRows();
    long rest = Math.min(rows, layout.height - part % up(layout.height, rows) * rows);
    return (layout.width * channels * layout.bits + 7) / 8 * rest;
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
}
