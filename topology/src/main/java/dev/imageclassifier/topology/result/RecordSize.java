package dev.imageclassifier.topology.result;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Estimates the size of a record before it is written. Never returns too small a value. */
public final class RecordSize {
  /** Upper bound for batch header, record header and varints. */
  private static final int OVERHEAD = 256;

  private static final int OVERHEAD_PER_HEADER = 16;

  /** UTF-8 uses at most three bytes for each char of a header name. */
  private static final long BYTES_PER_CHAR = 3;

  private RecordSize() {}

  /**
   * Returns the bytes of the uncompressed record.
   *
   * @param key may be null
   * @param valueLength bytes of the value
   */
  public static long of(byte[] key, long valueLength, Headers headers) {
    long size = OVERHEAD + valueLength + (key == null ? 0 : key.length);
    for (Header header : headers) {
      size +=
          OVERHEAD_PER_HEADER
              + BYTES_PER_CHAR * header.key().length()
              + (header.value() == null ? 0 : header.value().length);
    }
    return size;
  }
}
