package dev.imageclassifier.kafka;

import dev.imageclassifier.contract.DeadLetter;
import dev.imageclassifier.contract.HeaderNames;
import dev.imageclassifier.contract.RecordPosition;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Writes and reads the headers of a dead letter. Replaces headers instead of appending them: an
 * image that fails again after a redrive has only the latest reason. Keeps {@link
 * HeaderNames#REDRIVE_COUNT}.
 */
public final class DeadLetterHeaders {
  // The handlers of Kafka Streams add more headers with this prefix, for example a stack trace.
  private static final String STREAMS_PREFIX = "__streams.errors.";
  private static final List<String> OURS =
      List.of(HeaderNames.ERROR_REASON, HeaderNames.ERROR_STAGE, HeaderNames.ERROR_DETAIL);

  private DeadLetterHeaders() {}

  /** Sets the headers of {@code deadLetter} and removes those of an earlier failure. */
  public static void write(Headers headers, DeadLetter deadLetter) {
    clear(headers);
    RecordPosition source = deadLetter.source();
    TextHeaders.set(headers, HeaderNames.ERROR_REASON, deadLetter.reason());
    TextHeaders.set(headers, HeaderNames.ERROR_STAGE, deadLetter.stage());
    TextHeaders.set(headers, HeaderNames.ERROR_DETAIL, deadLetter.detail());
    TextHeaders.set(headers, HeaderNames.SOURCE_TOPIC, source.topic());
    TextHeaders.set(headers, HeaderNames.SOURCE_PARTITION, Integer.toString(source.partition()));
    TextHeaders.set(headers, HeaderNames.SOURCE_OFFSET, Long.toString(source.offset()));
    TextHeaders.set(headers, HeaderNames.EXCEPTION, deadLetter.exception());
    TextHeaders.set(headers, HeaderNames.EXCEPTION_MESSAGE, deadLetter.detail());
  }

  /**
   * Reads the headers that {@link #write} sets.
   *
   * @throws IllegalArgumentException when a header is missing or invalid; the message names it
   */
  public static DeadLetter read(Headers headers) {
    return new DeadLetter(
        text(headers, HeaderNames.ERROR_REASON),
        text(headers, HeaderNames.ERROR_STAGE),
        text(headers, HeaderNames.ERROR_DETAIL),
        new RecordPosition(
            text(headers, HeaderNames.SOURCE_TOPIC),
            number(headers, HeaderNames.SOURCE_PARTITION, Integer::valueOf),
            number(headers, HeaderNames.SOURCE_OFFSET, Long::valueOf)),
        TextHeaders.find(headers, HeaderNames.EXCEPTION).orElse(""));
  }

  /** Removes all headers of an earlier failure, before an image is sent again. */
  public static void clear(Headers headers) {
    OURS.forEach(headers::remove);
    Arrays.stream(headers.toArray())
        .map(Header::key)
        .filter(name -> name.startsWith(STREAMS_PREFIX))
        .forEach(headers::remove);
  }

  /**
   * The number of redrives of the image; 0 without the header.
   *
   * @throws IllegalArgumentException when the header is not a whole number of at least 0
   */
  public static int redriveCount(Headers headers) {
    if (headers.lastHeader(HeaderNames.REDRIVE_COUNT) == null) {
      return 0;
    }
    int count = number(headers, HeaderNames.REDRIVE_COUNT, Integer::valueOf);
    if (count < 0) {
      throw new IllegalArgumentException(
          "The header %s is %d but must be at least 0."
              .formatted(HeaderNames.REDRIVE_COUNT, count));
    }
    return count;
  }

  private static String text(Headers headers, String name) {
    return TextHeaders.find(headers, name)
        .orElseThrow(() -> new IllegalArgumentException("The record has no header " + name + "."));
  }

  private static <T> T number(Headers headers, String name, Function<String, T> parser) {
    String text = text(headers, name);
    try {
      return parser.apply(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "The header " + name + " is '" + text + "' but must be a whole number.", e);
    }
  }
}
