package dev.imageclassifier.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;
import org.slf4j.event.KeyValuePair;

/**
 * Limits a repeated log message to five per minute. The next message that passes has the key {@code
 * suppressed} with the number of messages that were dropped. Messages are equal when their loggers
 * and their patterns are equal, apart from numbers (Kafka formats its messages itself). Messages
 * with the marker {@link #ALWAYS} always pass. Logback creates one filter per appender.
 * Thread-safe.
 */
public final class RepeatedMessageFilter extends Filter<ILoggingEvent> {
  /**
   * Marks messages that report a state. The filter never drops them, so that the log contains the
   * last state.
   */
  public static final Marker ALWAYS = MarkerFactory.getMarker("ALWAYS");

  static final int MAX_PER_WINDOW = 5;
  static final Duration WINDOW = Duration.ofMinutes(1);

  private static final int MAX_MESSAGES = 1_000;
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private final LongSupplier nanoTime;
  private final Map<String, Window> windows =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
          return size() > MAX_MESSAGES;
        }
      };

  private static final class Window {
    private long start;
    private int seen;
  }

  /** The constructor that Logback calls. */
  public RepeatedMessageFilter() {
    this(System::nanoTime);
  }

  RepeatedMessageFilter(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  @Override
  public synchronized FilterReply decide(ILoggingEvent event) {
    if (event.getMarkerList() != null && event.getMarkerList().contains(ALWAYS)) {
      return FilterReply.NEUTRAL;
    }
    long now = nanoTime.getAsLong();
    Window window =
        windows.computeIfAbsent(
            event.getLoggerName() + " " + NUMBER.matcher(event.getMessage()).replaceAll("0"),
            key -> {
              Window fresh = new Window();
              fresh.start = now;
              return fresh;
            });
    if (now - window.start >= WINDOW.toNanos()) {
      if (window.seen > MAX_PER_WINDOW && event instanceof LoggingEvent own) {
        own.addKeyValuePair(new KeyValuePair("suppressed", window.seen - MAX_PER_WINDOW));
      }
      window.start = now;
      window.seen = 0;
    }
    window.seen++;
    return window.seen > MAX_PER_WINDOW ? FilterReply.DENY : FilterReply.NEUTRAL;
  }
}
