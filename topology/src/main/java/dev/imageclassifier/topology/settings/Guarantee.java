package dev.imageclassifier.topology.settings;

import java.util.Locale;

/** What a crash may do to the output. */
public enum Guarantee {
  /** Offsets and outcomes in one transaction: a read_committed reader sees each outcome once. */
  EXACTLY_ONCE_V2,
  /** Nothing is lost; after a crash an outcome may come twice. */
  AT_LEAST_ONCE;

  /** The value of Kafka's {@code processing.guarantee}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
