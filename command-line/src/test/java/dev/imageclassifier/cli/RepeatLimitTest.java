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

class RepeatLimitTest {
  private final AtomicLong now = new AtomicLong();
  private final RepeatLimit limit = new RepeatLimit(now::get);
  private final Logger logger = new LoggerContext().getLogger("paint");

  private LoggingEvent event(String message, Object... values) {
    return new LoggingEvent("fqcn", logger, Level.WARN, message, null, values);
  }

  private int passed(int times, String message) {
    int passed = 0;
    for (int i = 0; i < times; i++) {
      passed += limit.decide(event(message, i)) == FilterReply.NEUTRAL ? 1 : 0;
    }
    return passed;
  }

  @Test
  void aMessagePassesFiveTimesAMinuteWhateverItsValues() {
    assertEquals(5, passed(100, "it drips: {}"));
    assertEquals(1, passed(1, "another message"));
  }

  /** Kafka's own loggers fill the values in before Logback sees the message. */
  @Test
  void numbersDoNotMakeAMessageAnother() {
    int passed = 0;
    for (int i = 0; i < 100; i++) {
      passed += passed(1, "request " + i + " was answered late, " + (1000 - i) + " tries left");
    }

    assertEquals(5, passed);
  }

  /** Else the log of a rebalance might end with the state before the last. */
  @Test
  void aStateAlwaysPasses() {
    for (int i = 0; i < 100; i++) {
      LoggingEvent state = event("state");
      state.addMarker(RepeatLimit.EACH);

      assertEquals(FilterReply.NEUTRAL, limit.decide(state));
    }
  }

  @Test
  void theNextThatPassesSaysHowManyWereLeftOut() {
    passed(12, "it drips: {}");
    now.addAndGet(RepeatLimit.WINDOW.toNanos());
    LoggingEvent next = event("it drips: {}", 12);
    LoggingEvent afterThat = event("it drips: {}", 13);

    assertEquals(FilterReply.NEUTRAL, limit.decide(next));
    assertEquals(FilterReply.NEUTRAL, limit.decide(afterThat));

    assertEquals("suppressed", next.getKeyValuePairs().get(0).key);
    assertEquals(7, next.getKeyValuePairs().get(0).value);
    assertNull(afterThat.getKeyValuePairs());
  }
}
