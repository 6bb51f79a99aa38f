package dev.imageclassifier.topology.settings;

import java.util.Locale;

/** The processing guarantee of Kafka Streams. */
public enum Guarantee {
  /** Offsets and outcomes share a transaction: a read_committed reader sees each outcome once. */
  EXACTLY_ONCE_V2,
  /** No record is lost. A crash may repeat outcomes. */
  AT_LEAST_ONCE;

  /** The value of Kafka's {@code processing.guarantee}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
