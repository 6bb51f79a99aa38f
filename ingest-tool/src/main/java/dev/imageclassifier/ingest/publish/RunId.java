package dev.imageclassifier.ingest.publish;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Creates unique run ids that sort by time, for example {@code 20261123T101530Z-1f9c2e}. */
final class RunId {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final SecureRandom RANDOM = new SecureRandom();

  private RunId() {}

  static String create() {
    return TIME.format(Instant.now()) + String.format("-%06x", RANDOM.nextInt(1 << 24));
  }
}
