package dev.imageclassifier.web.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.web.pending.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LiveFeedTest {
  private final LiveFeed feed = new LiveFeed();

  private static LiveEvent event(String name) {
    return LiveEvent.of(name, new Outcome.Unreadable("x"));
  }

  @Test
  void whoComesLateSeesTheLatest() {
    feed.publish(event("a"));
    List<LiveEvent> seen = new ArrayList<>();
    Consumer<LiveEvent> listener = seen::add;
    feed.subscribe(listener);
    feed.publish(event("b"));
    feed.unsubscribe(listener);
    feed.publish(event("c"));
    assertEquals(List.of("a", "b"), seen.stream().map(LiveEvent::name).toList());
  }

  @Test
  void whatComesTooFastIsCountedAndLeftOut() throws Exception {
    List<LiveEvent> seen = new ArrayList<>();
    feed.subscribe(seen::add);
    int flood = 1000;
    for (int i = 0; i < flood; i++) {
      feed.publish(event("x"));
    }
    assertTrue(seen.size() < flood / 2, "" + seen.size());
    Thread.sleep(1100);
    feed.publish(event("last"));
    long told =
        seen.size() + seen.stream().mapToLong(it -> it.skipped() == null ? 0 : it.skipped()).sum();
    assertEquals(flood + 1, told);
  }

  @Test
  void longNamesAreCut() {
    String name = event("\ud83d\ude00".repeat(200)).name();
    assertTrue(name.length() <= 120, name);
    assertEquals('…', name.charAt(0));
    assertTrue(Character.isHighSurrogate(name.charAt(1)));
  }
}
