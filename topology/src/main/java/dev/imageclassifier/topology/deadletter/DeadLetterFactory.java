package dev.imageclassifier.topology.deadletter;

import dev.imageclassifier.contract.DeadLetter;
import dev.imageclassifier.contract.HeaderNames;
import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.contract.RecordPosition;
import dev.imageclassifier.kafka.DeadLetterHeaders;
import dev.imageclassifier.topology.result.RecordSize;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the dead letter of a record: unchanged key, value and headers, and the reason in further
 * headers. Immutable.
 */
public final class DeadLetterFactory {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterFactory.class);

  private static final List<String> OMISSIONS =
      List.of(
          HeaderNames.ERROR_VALUE_OMITTED,
          HeaderNames.ERROR_HEADERS_OMITTED,
          HeaderNames.ERROR_KEY_OMITTED);

  private final long maxRecordBytes;

  /**
   * Creates a factory.
   *
   * @param maxRecordBytes size of the largest record that the dead-letter topic accepts
   */
  public DeadLetterFactory(long maxRecordBytes) {
    this.maxRecordBytes = maxRecordBytes;
  }

  /**
   * Creates the dead letter. If the topic does not accept it, omits first the value, then the
   * headers of the record, then the key, and adds a header for each omission ({@link
   * HeaderNames#ERROR_VALUE_OMITTED} and others). A producer that fails at a record would stop the
   * stream thread at this record after every start.
   */
  public Record<byte[], Object> create(
      Record<byte[], byte[]> record, RecordPosition position, Outcome.Rejected rejected) {
    DeadLetter deadLetter = DeadLetter.of(rejected, position);
    Headers headers = new RecordHeaders(record.headers().toArray());
    OMISSIONS.forEach(headers::remove);
    DeadLetterHeaders.write(headers, deadLetter);
    byte[] key = record.key();
    byte[] value = record.value();
    if (value != null && isTooLarge(key, value.length, headers)) {
      omit(headers, HeaderNames.ERROR_VALUE_OMITTED, value.length, position);
      value = null;
    }
    if (isTooLarge(key, 0, headers)) {
      headers = new RecordHeaders();
      DeadLetterHeaders.write(headers, deadLetter);
      if (record.value() != null) {
        omit(headers, HeaderNames.ERROR_VALUE_OMITTED, record.value().length, position);
        value = null;
      }
      int count = record.headers().toArray().length;
      omit(headers, HeaderNames.ERROR_HEADERS_OMITTED, count, position);
    }
    if (key != null && isTooLarge(key, 0, headers)) {
      omit(headers, HeaderNames.ERROR_KEY_OMITTED, key.length, position);
      key = null;
    }
    return record
        .withKey(key)
        .<Object>withValue(new DeadLetterValue(value, position.partition()))
        .withHeaders(headers);
  }

  private boolean isTooLarge(byte[] key, long valueLength, Headers headers) {
    return RecordSize.of(key, valueLength, headers) > maxRecordBytes;
  }

  private void omit(Headers headers, String header, int number, RecordPosition position) {
    LOG.atWarn()
        .addKeyValue("record", position)
        .addKeyValue("header", header)
        .addKeyValue("number", number)
        .addKeyValue("max_bytes", maxRecordBytes)
        .log("dead letter is too large; a part is omitted");
    headers.add(header, Integer.toString(number).getBytes(StandardCharsets.UTF_8));
  }
}
