package dev.imageclassifier.demo;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which pictures were published, and what became of each: the account that must balance.
 *
 * <p>Every outcome that is read counts, so that a picture with two of them unbalances the account.
 * Thread-safe.
 */
final class Ledger {
  private final Set<String> published = new TreeSet<>();
  private final Map<String, PictureOutcome> outcomes = new HashMap<>();
  private final Set<PictureOutcome.Place> places = new HashSet<>();
  private final long start = System.nanoTime();
  private long lastChange = start;
  private long labelled;
  private long deadLettered;
  private long pending;

  /** The brokers have acknowledged the picture; its outcome may be known already. */
  synchronized void published(String imageId) {
    if (published.add(imageId) && !outcomes.containsKey(imageId)) {
      pending++;
    }
    lastChange = System.nanoTime();
  }

  /** An outcome was read. */
  synchronized void settled(PictureOutcome outcome) {
    if (outcome instanceof PictureOutcome.Labelled) {
      labelled++;
    } else {
      deadLettered++;
    }
    places.add(outcome.place());
    String imageId = outcome.imageId();
    boolean first = outcomes.putIfAbsent(imageId, outcome) == null;
    if (first && imageId != null && published.contains(imageId)) {
      pending--;
    }
    lastChange = System.nanoTime();
  }

  /** Each published picture, in the order of their ids, with its outcome if there is one. */
  synchronized Map<String, Optional<PictureOutcome>> entries() {
    Map<String, Optional<PictureOutcome>> entries = new TreeMap<>();
    published.forEach(imageId -> entries.put(imageId, Optional.ofNullable(outcomes.get(imageId))));
    return entries;
  }

  /** The account of the pictures told to {@link #published}, nobody else publishing. */
  synchronized Totals totals() {
    return new Totals(published.size(), labelled, deadLettered, pending, seconds());
  }

  /** The account of all {@code records} that were ever written to the images topic, by anybody. */
  synchronized Totals totalsOf(long records) {
    return new Totals(records, labelled, deadLettered, records - places.size(), seconds());
  }

  /** How long nothing has changed. */
  synchronized Duration quiet() {
    return Duration.ofNanos(System.nanoTime() - lastChange);
  }

  private double seconds() {
    return (lastChange - start) / 1e9;
  }
}
