package dev.imageclassifier.web.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.contract.RecordPosition;
import dev.imageclassifier.kafka.CommittedOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LiveFeedTest {
  private static final int MAX_PER_SECOND = 20;

  private final AtomicLong clock = new AtomicLong();
  private final LiveFeed feed = new LiveFeed(clock::get);

  private static LiveEvent event(String name) {
    return LiveEvent.of(
        new CommittedOutcome.Unreadable(name, new RecordPosition("image-labels", 0, 0), "x"), true);
  }

  @Test
  void sendsTheLatestEventsToANewSubscriber() {
    feed.publish(event("a"));
    List<LiveEvent> received = new ArrayList<>();
    Consumer<LiveEvent> subscriber = received::add;
    feed.subscribe(subscriber);
    feed.publish(event("b"));
    feed.unsubscribe(subscriber);
    feed.publish(event("c"));
    assertEquals(List.of("a", "b"), received.stream().map(LiveEvent::name).toList());
  }

  @Test
  void countsTheEventsAboveTheRate() {
    List<LiveEvent> received = new ArrayList<>();
    feed.subscribe(received::add);
    for (int i = 0; i < 1000; i++) {
      feed.publish(event("x"));
    }
    clock.addAndGet(TimeUnit.SECONDS.toNanos(1) - 1);
    feed.publish(event("same second"));
    assertEquals(MAX_PER_SECOND, received.size());
    assertTrue(received.stream().allMatch(it -> it.skipped() == null), received.toString());

    clock.incrementAndGet();
    feed.publish(event("next second"));
    feed.publish(event("after it"));

    assertEquals(MAX_PER_SECOND + 2, received.size());
    LiveEvent next = received.get(MAX_PER_SECOND);
    assertEquals("next second", next.name());
    assertEquals(1001L - MAX_PER_SECOND, next.skipped());
    assertNull(received.get(MAX_PER_SECOND + 1).skipped());
  }

  @Test
  void shortensLongNamesAtTheStart() {
    String name = event("\ud83d\ude00".repeat(200)).name();
    assertTrue(name.length() <= 120, name);
    assertEquals('…', name.charAt(0));
    assertTrue(Character.isHighSurrogate(name.charAt(1)));
  }
}
