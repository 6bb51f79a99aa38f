package dev.imageclassifier.runtime.decode;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflates a PNG's data row by row and undoes the row filters (W3C PNG, chapter 9). */
final class PngRows implements AutoCloseable {
  private static final int NONE = 0;
  private static final int SUB = 1;
  private static final int UP = 2;
  private static final int AVERAGE = 3;
  private static final int PAETH = 4;

  private final Inflater inflater = new Inflater();
  private final byte[] file;
  private final PngLayout layout;
  private int part;

  /** Bytes between a byte and the one it is filtered against. */
  private final int reach;

  private byte[] row;
  private byte[] above;
  private int chunkEnd;

  /** Rows of at most {@code mostBytes} bytes. */
  PngRows(byte[] file, PngLayout layout, int mostBytes) {
    this.file = file;
    this.layout = layout;
    this.reach = Math.max(1, layout.channels() * layout.depth / 8);
    this.row = new byte[mostBytes];
    this.above = new byte[mostBytes];
  }

  /** Starts a pass of interlacing: there is no row above. */
  void startPass() {
    Arrays.fill(row, (byte) 0);
  }

  /** The next row, valid until the call after it. */
  byte[] next(int bytes) throws BrokenPicture {
    byte[] swap = above;
    above = row;
    row = swap;
    // the filter type comes first; the row's array is free for it
    inflate(row, 1);
    int filter = row[0];
    inflate(row, bytes);
    switch (filter) {
      case NONE -> {}
      case SUB -> {
        for (int i = reach; i < bytes; i++) {
          row[i] += row[i - reach];
        }
      }
      case UP -> {
        for (int i = 0; i < bytes; i++) {
          row[i] += above[i];
        }
      }
      case AVERAGE -> average(bytes);
      case PAETH -> paeth(bytes);
      default -> throw BrokenPicture.corrupt("the filter type is " + (filter & 0xff) + where());
    }
    return row;
  }

  @Override
  public void close() {
    inflater.end();
  }

  private void average(int bytes) {
    for (int i = 0; i < Math.min(reach, bytes); i++) {
      row[i] += (byte) ((above[i] & 0xff) >> 1);
    }
    for (int i = reach; i < bytes; i++) {
      row[i] += (byte) (((row[i - reach] & 0xff) + (above[i] & 0xff)) >> 1);
    }
  }

  private void paeth(int bytes) {
    for (int i = 0; i < Math.min(reach, bytes); i++) {
      row[i] += above[i];
    }
    for (int i = reach; i < bytes; i++) {
      int left = row[i - reach] & 0xff;
      int up = above[i] & 0xff;
      int corner = above[i - reach] & 0xff;
      int toLeft = Math.abs(up - corner);
      int toUp = Math.abs(left - corner);
      int toCorner = Math.abs(left + up - 2 * corner);
      int nearest = toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
      row[i] += (byte) nearest;
    }
  }

  private void inflate(byte[] into, int count) throws BrokenPicture {
    int done = 0;
    try {
      while (done < count) {
        int read = inflater.inflate(into, done, count - done);
        done += read;
        if (read > 0) {
          continue;
        }
        if (inflater.finished()) {
          throw BrokenPicture.truncated("the compressed data ends" + where());
        }
        if (inflater.needsDictionary()) {
          throw BrokenPicture.corrupt("the compressed data asks for a dictionary" + where());
        }
        if (part == layout.parts) {
          throw BrokenPicture.truncated("the compressed data stops" + where());
        }
        int from = layout.data[part++];
        int length = layout.data[part++];
        chunkEnd = from + length;
        inflater.setInput(file, from, length);
      }
    } catch (DataFormatException e) {
      throw BrokenPicture.corrupt(
          "the compressed data is damaged (" + e.getMessage() + ")" + where());
    }
  }

  private String where() {
    return " at about byte " + (chunkEnd - inflater.getRemaining());
  }
}
