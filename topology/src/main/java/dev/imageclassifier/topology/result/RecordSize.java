package dev.imageclassifier.topology.result;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** How large a record is when it is written, never estimated too small. */
public final class RecordSize {
  /** Batch header, record header and varints, generously. */
  private static final int FRAMING = 256;

  private static final int FRAMING_PER_HEADER = 16;

  /** UTF-8 takes at most three bytes for each char of a header's name. */
  private static final long BYTES_PER_CHAR = 3;

  private RecordSize() {}

  /** Bytes of a record with this key, a value of this length, and these headers, uncompressed. */
  public static long of(byte[] key, long valueLength, Headers headers) {
    long size = FRAMING + valueLength + (key == null ? 0 : key.length);
    for (Header header : headers) {
      size +=
          FRAMING_PER_HEADER
              + BYTES_PER_CHAR * header.key().length()
              + (header.value() == null ? 0 : header.value().length);
    }
    return size;
  }
}
