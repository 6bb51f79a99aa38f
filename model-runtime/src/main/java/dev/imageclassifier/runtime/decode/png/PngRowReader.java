package dev.imageclassifier.runtime.decode.png;

import dev.imageclassifier.runtime.decode.codec.ImageFormatException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflates the data of a PNG and removes the row filters (W3C PNG, chapter 9). */
final class PngRowReader implements AutoCloseable {
  private static final int NONE = 0;
  private static final int SUB = 1;
  private static final int UP = 2;
  private static final int AVERAGE = 3;
  private static final int PAETH = 4;

  private final Inflater inflater = new Inflater();
  private final byte[] file;
  private final PngStructure structure;
  private int dataIndex;

  /** Distance in bytes to the previous pixel, which the filters use. */
  private final int pixelBytes;

  private byte[] row;
  private byte[] above;
  private int chunkEnd;

  /** Creates a reader of rows of at most {@code maxRowBytes} bytes. */
  PngRowReader(byte[] file, PngStructure structure, int maxRowBytes) {
    this.file = file;
    this.structure = structure;
    this.pixelBytes = Math.max(1, structure.channels() * structure.depth / 8);
    this.row = new byte[maxRowBytes];
    this.above = new byte[maxRowBytes];
  }

  /** Starts an interlace pass, whose first row has no row above. */
  void startPass() {
    Arrays.fill(row, (byte) 0);
  }

  /** Returns the next row. The array is valid until the next call. */
  byte[] next(int bytes) throws ImageFormatException {
    byte[] swap = above;
    above = row;
    row = swap;
    // the filter type precedes the row; reading it into the row's array needs no other buffer
    inflate(row, 1);
    int filter = row[0];
    inflate(row, bytes);
    switch (filter) {
      case NONE -> {}
      case SUB -> {
        for (int i = pixelBytes; i < bytes; i++) {
          row[i] += row[i - pixelBytes];
        }
      }
      case UP -> {
        for (int i = 0; i < bytes; i++) {
          row[i] += above[i];
        }
      }
      case AVERAGE -> removeAverageFilter(bytes);
      case PAETH -> removePaethFilter(bytes);
      default ->
          throw ImageFormatException.corrupt(
              "Invalid filter type %d%s".formatted(filter & 0xff, position()));
    }
    return row;
  }

  @Override
  public void close() {
    inflater.end();
  }

  private void removeAverageFilter(int bytes) {
    for (int i = 0; i < Math.min(pixelBytes, bytes); i++) {
      row[i] += (byte) ((above[i] & 0xff) >> 1);
    }
    for (int i = pixelBytes; i < bytes; i++) {
      row[i] += (byte) (((row[i - pixelBytes] & 0xff) + (above[i] & 0xff)) >> 1);
    }
  }

  private void removePaethFilter(int bytes) {
    for (int i = 0; i < Math.min(pixelBytes, bytes); i++) {
      row[i] += above[i];
    }
    for (int i = pixelBytes; i < bytes; i++) {
      int left = row[i - pixelBytes] & 0xff;
      int up = above[i] & 0xff;
      int corner = above[i - pixelBytes] & 0xff;
      int toLeft = Math.abs(up - corner);
      int toUp = Math.abs(left - corner);
      int toCorner = Math.abs(left + up - 2 * corner);
      int nearest = toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
      row[i] += (byte) nearest;
    }
  }

  private void inflate(byte[] into, int count) throws ImageFormatException {
    int done = 0;
    try {
      while (done < count) {
        int read = inflater.inflate(into, done, count - done);
        done += read;
        if (read > 0) {
          continue;
        }
        if (inflater.finished()) {
          throw ImageFormatException.truncated("Compressed data ends" + position());
        }
        if (inflater.needsDictionary()) {
          throw ImageFormatException.corrupt("Compressed data requires a dictionary" + position());
        }
        if (dataIndex == structure.dataLength) {
          throw ImageFormatException.truncated("Compressed data is incomplete" + position());
        }
        int from = structure.data[dataIndex++];
        int length = structure.data[dataIndex++];
        chunkEnd = from + length;
        inflater.setInput(file, from, length);
      }
    } catch (DataFormatException e) {
      throw ImageFormatException.corrupt(
          "Invalid compressed data (%s)%s".formatted(e.getMessage(), position()));
    }
  }

  private String position() {
    return " at about byte " + (chunkEnd - inflater.getRemaining());
  }
}
