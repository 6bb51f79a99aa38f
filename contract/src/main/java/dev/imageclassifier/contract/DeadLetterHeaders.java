package dev.imageclassifier.contract;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * A dead letter's headers. They are set, never appended: a picture that fails again after it was
 * sent again has one reason, the latest. {@link HeaderNames#REDRIVE_COUNT} is carried along.
 */
public final class DeadLetterHeaders {
  // Kafka Streams' own handler adds more under this name, a stack trace for one.
  private static final String STREAMS_PREFIX = "__streams.errors.";
  private static final List<String> OURS =
      List.of(HeaderNames.ERROR_REASON, HeaderNames.ERROR_STAGE, HeaderNames.ERROR_DETAIL);

  private DeadLetterHeaders() {}

  /** Writes {@code letter} into {@code headers}, in the place of any earlier one. */
  public static void write(Headers headers, DeadLetter letter) {
    clear(headers);
    TextHeaders.set(headers, HeaderNames.ERROR_REASON, letter.reason().code());
    TextHeaders.set(headers, HeaderNames.ERROR_STAGE, letter.stage().code());
    TextHeaders.set(headers, HeaderNames.ERROR_DETAIL, letter.detail());
    TextHeaders.set(headers, HeaderNames.ORIGIN_TOPIC, letter.topic());
    TextHeaders.set(headers, HeaderNames.ORIGIN_PARTITION, Integer.toString(letter.partition()));
    TextHeaders.set(headers, HeaderNames.ORIGIN_OFFSET, Long.toString(letter.offset()));
    TextHeaders.set(headers, HeaderNames.EXCEPTION, letter.exception());
    TextHeaders.set(headers, HeaderNames.EXCEPTION_MESSAGE, letter.detail());
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when a header is missing or says what it cannot; the message
   *     names it
   */
  public static DeadLetter read(Headers headers) {
    return new DeadLetter(
        parse(headers, HeaderNames.ERROR_REASON, DeadLetterReason::ofCode),
        parse(headers, HeaderNames.ERROR_STAGE, ErrorStage::ofCode),
        parse(headers, HeaderNames.ERROR_DETAIL, Function.identity()),
        parse(headers, HeaderNames.ORIGIN_TOPIC, Function.identity()),
        parse(headers, HeaderNames.ORIGIN_PARTITION, Integer::valueOf),
        parse(headers, HeaderNames.ORIGIN_OFFSET, Long::valueOf),
        TextHeaders.find(headers, HeaderNames.EXCEPTION).orElse(""));
  }

  /** Removes every trace of an earlier failure, for a picture that is sent again. */
  public static void clear(Headers headers) {
    OURS.forEach(headers::remove);
    Arrays.stream(headers.toArray())
        .map(Header::key)
        .filter(name -> name.startsWith(STREAMS_PREFIX))
        .forEach(headers::remove);
  }

  /**
   * How often the picture was sent again from the dead-letter topic; 0 where no header says.
   *
   * @throws IllegalArgumentException when the header is no number from 0
   */
  public static int redriveCount(Headers headers) {
    if (headers.lastHeader(HeaderNames.REDRIVE_COUNT) == null) {
      return 0;
    }
    int count = parse(headers, HeaderNames.REDRIVE_COUNT, Integer::valueOf);
    Checks.atLeast("The header " + HeaderNames.REDRIVE_COUNT, 0, count);
    return count;
  }

  private static <T> T parse(Headers headers, String name, Function<String, T> reader) {
    String text =
        TextHeaders.find(headers, name)
            .orElseThrow(
                () -> new IllegalArgumentException("The record has no header " + name + "."));
    try {
      return reader.apply(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "The header " + name + " is '" + text + "' but must be a whole number.", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("The header " + name + ": " + e.getMessage() + ".", e);
    }
  }
}
