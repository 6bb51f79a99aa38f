package dev.imageclassifier.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RepeatedMessageFilterTest {
  private final AtomicLong now = new AtomicLong();
  private final RepeatedMessageFilter filter = new RepeatedMessageFilter(now::get);
  private final Logger logger = new LoggerContext().getLogger("test");

  private LoggingEvent event(String message, Object... values) {
    return new LoggingEvent("fqcn", logger, Level.WARN, message, null, values);
  }

  private int passed(int times, String message) {
    int passed = 0;
    for (int i = 0; i < times; i++) {
      passed += filter.decide(event(message, i)) == FilterReply.NEUTRAL ? 1 : 0;
    }
    return passed;
  }

  @Test
  void passesAMessageFiveTimesPerMinute() {
    assertEquals(5, passed(100, "request failed: {}"));
    assertEquals(1, passed(1, "another message"));
  }

  /** Kafka formats its messages before Logback sees them. */
  @Test
  void ignoresNumbersInMessages() {
    int passed = 0;
    for (int i = 0; i < 100; i++) {
      passed += passed(1, "request " + i + " timed out, " + (1000 - i) + " retries left");
    }

    assertEquals(5, passed);
  }

  /** Otherwise the log of a rebalance could end with an outdated state. */
  @Test
  void alwaysPassesMarkedMessages() {
    for (int i = 0; i < 100; i++) {
      LoggingEvent state = event("state");
      state.addMarker(RepeatedMessageFilter.ALWAYS);

      assertEquals(FilterReply.NEUTRAL, filter.decide(state));
    }
  }

  @Test
  void addsTheNumberOfDroppedMessages() {
    passed(12, "request failed: {}");
    now.addAndGet(RepeatedMessageFilter.WINDOW.toNanos());
    LoggingEvent next = event("request failed: {}", 12);
    LoggingEvent afterThat = event("request failed: {}", 13);

    assertEquals(FilterReply.NEUTRAL, filter.decide(next));
    assertEquals(FilterReply.NEUTRAL, filter.decide(afterThat));

    assertEquals("suppressed", next.getKeyValuePairs().get(0).key);
    assertEquals(7, next.getKeyValuePairs().get(0).value);
    assertNull(afterThat.getKeyValuePairs());
  }
}
