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
 * Lets a message through five times a minute; the next that passes says under the key {@code
 * suppressed} how many were left out. A message is its logger and its text before values are filled
 * in, and numbers do not tell two apart: Kafka fills its own in first. What is marked {@link #EACH}
 * always passes. Logback makes one for each appender; thread-safe.
 */
public final class RepeatLimit extends Filter<ILoggingEvent> {
  /** Marks a message of which the last one counts: a state, for example. */
  public static final Marker EACH = MarkerFactory.getMarker("EACH");

  static final int MOST = 5;
  static final Duration WINDOW = Duration.ofMinutes(1);

  private static final int MESSAGES_REMEMBERED = 1_000;
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private final LongSupplier nanoTime;
  private final Map<String, Window> windows =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
          return size() > MESSAGES_REMEMBERED;
        }
      };

  private static final class Window {
    private long start;
    private int seen;
  }

  /** As Logback makes it. */
  public RepeatLimit() {
    this(System::nanoTime);
  }

  RepeatLimit(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  @Override
  public synchronized FilterReply decide(ILoggingEvent event) {
    if (event.getMarkerList() != null && event.getMarkerList().contains(EACH)) {
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
      if (window.seen > MOST && event instanceof LoggingEvent own) {
        own.addKeyValuePair(new KeyValuePair("suppressed", window.seen - MOST));
      }
      window.start = now;
      window.seen = 0;
    }
    window.seen++;
    return window.seen > MOST ? FilterReply.DENY : FilterReply.NEUTRAL;
  }
}
