package dev.imageclassifier.topology.deadletter;

import dev.imageclassifier.contract.DeadLetterHeaders;
import dev.imageclassifier.contract.HeaderNames;
import dev.imageclassifier.topology.in.Place;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the dead letter of a record: key, value and headers as they came, plus the reason. Thread
 * rules: immutable, any thread.
 */
public final class DeadLetterWriter {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterWriter.class);

  /** Batch header, record header and varints, generously. */
  private static final int FRAMING = 256;

  private static final int FRAMING_PER_HEADER = 16;

  private final long largestRecord;

  /**
   * A writer.
   *
   * @param largestRecord most bytes that the dead-letter topic takes in one record
   */
  public DeadLetterWriter(long largestRecord) {
    this.largestRecord = largestRecord;
  }

  /**
   * The dead letter. A record that the topic would not take is written without its value, and says
   * so in {@link HeaderNames#ERROR_VALUE_OMITTED}: a producer that fails on it would stop the
   * thread at this record for ever.
   */
  public Record<byte[], Object> write(
      Record<byte[], byte[]> record, Place place, Rejection rejection) {
    Headers headers = new RecordHeaders(record.headers().toArray());
    headers.remove(HeaderNames.ERROR_VALUE_OMITTED);
    DeadLetterHeaders.write(headers, rejection.letter());
    byte[] value = record.value();
    if (value != null && size(record.key(), value, headers) > largestRecord) {
      LOG.warn(
          "the dead letter of {} is written without its value of {} bytes: its topic takes {} bytes",
          place,
          value.length,
          largestRecord);
      headers.add(
          HeaderNames.ERROR_VALUE_OMITTED,
          Integer.toString(value.length).getBytes(StandardCharsets.UTF_8));
      value = null;
    }
    return record
        .<Object>withValue(new DeadLettered(value, place.partition()))
        .withHeaders(headers);
  }

  private static long size(byte[] key, byte[] value, Headers headers) {
    long size = (long) FRAMING + value.length + (key == null ? 0 : key.length);
    for (Header header : headers) {
      size +=
          FRAMING_PER_HEADER
              + header.key().length()
              + (header.value() == null ? 0 : header.value().length);
    }
    return size;
  }
}
