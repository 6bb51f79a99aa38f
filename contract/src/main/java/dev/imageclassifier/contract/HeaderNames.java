package dev.imageclassifier.contract;

/**
 * Names of the record headers. Every value is UTF-8 text. Input headers are optional. All input
 * headers, including these, are copied to the outcome.
 */
public final class HeaderNames {
  /** Media type that the producer states. It is not used to detect the format. */
  public static final String CONTENT_TYPE = "content-type";

  /** File name without directories. */
  public static final String FILE_NAME = "file.name";

  /** Path of the file at the producer. */
  public static final String FILE_PATH = "file.path";

  /** Length of the file in bytes, decimal. */
  public static final String FILE_LENGTH = "file.length";

  /** Last modification of the file, ISO 8601 instant. */
  public static final String FILE_LAST_MODIFIED = "file.last.modified";

  /** Id of the ingest run that published the image. */
  public static final String INGEST_RUN = "ingest.run";

  /** W3C trace context: trace and parent span. */
  public static final String TRACEPARENT = "traceparent";

  /** W3C trace context: vendor-specific data that accompanies {@link #TRACEPARENT}. */
  public static final String TRACESTATE = "tracestate";

  /** Dead letters: code of the {@link DeadLetterReason}. */
  public static final String ERROR_REASON = "error.reason";

  /** Dead letters: code of the {@link ErrorStage}. */
  public static final String ERROR_STAGE = "error.stage";

  /** Dead letters: one sentence of limited length for a person. */
  public static final String ERROR_DETAIL = "error.detail";

  /**
   * Dead letters: length of the value in bytes, decimal, where the value is omitted because the
   * record would exceed the limit of the dead-letter topic. The source headers contain its
   * position.
   */
  public static final String ERROR_VALUE_OMITTED = "error.value.omitted";

  /**
   * Dead letters: number of input headers that are omitted, decimal, where the record would exceed
   * the limit of the dead-letter topic even without the value.
   */
  public static final String ERROR_HEADERS_OMITTED = "error.headers.omitted";

  /** Dead letters: length of the key in bytes, decimal, where even the key is omitted. */
  public static final String ERROR_KEY_OMITTED = "error.key.omitted";

  /** Number of redrives of the image from the dead-letter topic, decimal. */
  public static final String REDRIVE_COUNT = "redrive.count";

  /** Dead letters: topic of the input record (the name is the one that Kafka Streams uses). */
  public static final String SOURCE_TOPIC = "__streams.errors.topic";

  /** Dead letters: partition of the input record, decimal. */
  public static final String SOURCE_PARTITION = "__streams.errors.partition";

  /** Dead letters: offset of the input record, decimal. */
  public static final String SOURCE_OFFSET = "__streams.errors.offset";

  /** Dead letters: class name of the exception; empty where nothing was thrown. */
  public static final String EXCEPTION = "__streams.errors.exception";

  /** Dead letters: copy of {@link #ERROR_DETAIL}, for tools that read the headers of Streams. */
  public static final String EXCEPTION_MESSAGE = "__streams.errors.message";

  private HeaderNames() {}
}
