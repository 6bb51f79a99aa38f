package dev.imageclassifier.ingest.select;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the zeros that were read last: a tar archive that was not cut short ends with them. */
final class TrailingZeros extends FilterInputStream {
  private long count;

  TrailingZeros(InputStream in) {
    super(in);
  }

  long count() {
    return count;
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    if (one >= 0) {
      count = one == 0 ? count + 1 : 0;
    }
    return one;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    if (read <= 0) {
      return read;
    }
    int zeros = 0;
    while (zeros < read && bytes[offset + read - 1 - zeros] == 0) {
      zeros++;
    }
    count = zeros == read ? count + zeros : zeros;
    return read;
  }

  /** Reads instead of skipping, so that nothing is missed. */
  @Override
  public long skip(long wanted) throws IOException {
    byte[] buffer = new byte[(int) Math.min(1 << 13, Math.max(0, wanted))];
    return Math.max(0, read(buffer, 0, buffer.length));
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
