package dev.imageclassifier.topology.deadletter;

import dev.imageclassifier.contract.HeaderNames;
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
 * Makes the dead letter of a record: key, value and headers as they came, plus the reason. Thread
 * rules: immutable, any thread.
 */
public final class DeadLetterWriter {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterWriter.class);

  private static final List<String> OMISSIONS =
      List.of(
          HeaderNames.ERROR_VALUE_OMITTED,
          HeaderNames.ERROR_HEADERS_OMITTED,
          HeaderNames.ERROR_KEY_OMITTED);

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
   * The dead letter. What the topic would not take is left out and said so, the value first, then
   * the record's own headers, then the key ({@link HeaderNames#ERROR_VALUE_OMITTED} and its
   * neighbours): a producer that fails on it would stop the thread at this record for ever.
   */
  public Record<byte[], Object> write(
      Record<byte[], byte[]> record, RecordPosition position, Rejection rejection) {
    Headers headers = new RecordHeaders(record.headers().toArray());
    OMISSIONS.forEach(headers::remove);
    DeadLetterHeaders.write(headers, rejection.deadLetter());
    byte[] key = record.key();
    byte[] value = record.value();
    if (value != null && tooLarge(key, value.length, headers)) {
      note(headers, HeaderNames.ERROR_VALUE_OMITTED, value.length, position);
      value = null;
    }
    if (tooLarge(key, 0, headers)) {
      headers = new RecordHeaders();
      DeadLetterHeaders.write(headers, rejection.deadLetter());
      if (record.value() != null) {
        note(headers, HeaderNames.ERROR_VALUE_OMITTED, record.value().length, position);
        value = null;
      }
      int left = record.headers().toArray().length;
      note(headers, HeaderNames.ERROR_HEADERS_OMITTED, left, position);
    }
    if (key != null && tooLarge(key, 0, headers)) {
      note(headers, HeaderNames.ERROR_KEY_OMITTED, key.length, position);
      key = null;
    }
    return record
        .withKey(key)
        .<Object>withValue(new DeadLetterValue(value, position.partition()))
        .withHeaders(headers);
  }

  private boolean tooLarge(byte[] key, long valueLength, Headers headers) {
    return RecordSize.of(key, valueLength, headers) > largestRecord;
  }

  private void note(Headers headers, String name, int number, RecordPosition position) {
    LOG.warn(
        "dead letter of {}: {}={}, since its topic takes {} bytes",
        position,
        name,
        number,
        largestRecord);
    headers.add(name, Integer.toString(number).getBytes(StandardCharsets.UTF_8));
  }
}
