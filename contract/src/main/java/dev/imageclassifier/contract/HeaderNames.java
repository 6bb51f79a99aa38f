package dev.imageclassifier.contract;

/**
 * Names of the record headers; every value is UTF-8 text. Input headers are optional, and any
 * others travel along to the output unchanged.
 */
public final class HeaderNames {
  /** Media type as the sender states it; a hint, never trusted. */
  public static final String CONTENT_TYPE = "content-type";

  /** File name without folders. */
  public static final String FILE_NAME = "file.name";

  /** Path as the sender knows it. */
  public static final String FILE_PATH = "file.path";

  /** Length of the file in bytes, decimal. */
  public static final String FILE_LENGTH = "file.length";

  /** Last modification of the file, ISO 8601 instant. */
  public static final String FILE_LAST_MODIFIED = "file.last.modified";

  /** Id of the ingest run that published the picture. */
  public static final String INGEST_RUN = "ingest.run";

  /** W3C trace context: trace and parent span. */
  public static final String TRACEPARENT = "traceparent";

  /** W3C trace context: what tracing systems add to {@link #TRACEPARENT}. */
  public static final String TRACESTATE = "tracestate";

  /** Dead letters: a {@link DeadLetterReason}, as its code. */
  public static final String ERROR_REASON = "error.reason";

  /** Dead letters: an {@link ErrorStage}, as its code. */
  public static final String ERROR_STAGE = "error.stage";

  /** Dead letters: one bounded sentence for a person. */
  public static final String ERROR_DETAIL = "error.detail";

  /**
   * Dead letters: length of the value in bytes, decimal, where the value was left out because the
   * dead-letter topic takes no record that large; the origin headers say where it lies.
   */
  public static final String ERROR_VALUE_OMITTED = "error.value.omitted";

  /**
   * Dead letters: how many of the record's own headers were left out, decimal, where the
   * dead-letter topic takes no record that large even without the value.
   */
  public static final String ERROR_HEADERS_OMITTED = "error.headers.omitted";

  /** Dead letters: length of the key in bytes, decimal, where even the key had to be left out. */
  public static final String ERROR_KEY_OMITTED = "error.key.omitted";

  /** How often the picture was sent again from the dead-letter topic, decimal. */
  public static final String REDRIVE_COUNT = "redrive.count";

  /** Dead letters: topic that the picture came from (name as Kafka Streams uses it). */
  public static final String ORIGIN_TOPIC = "__streams.errors.topic";

  /** Dead letters: partition that the picture came from, decimal. */
  public static final String ORIGIN_PARTITION = "__streams.errors.partition";

  /** Dead letters: offset that the picture had, decimal. */
  public static final String ORIGIN_OFFSET = "__streams.errors.offset";

  /** Dead letters: class name of the exception; empty where none was thrown. */
  public static final String EXCEPTION = "__streams.errors.exception";

  /** Dead letters: the same sentence as {@link #ERROR_DETAIL}, for tools that know Streams. */
  public static final String EXCEPTION_MESSAGE = "__streams.errors.message";

  private HeaderNames() {}
}
