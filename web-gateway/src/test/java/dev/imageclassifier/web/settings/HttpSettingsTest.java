package dev.imageclassifier.web.settings;

import dev.imageclassifier.testkit.SettingsAssertions;
import dev.imageclassifier.web.http.security.BearerToken;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class HttpSettingsTest {
  @Test
  void defaults() {
    SettingsAssertions.assertDefaults(
        HttpSettings.builder().build(),
        Map.of(
            "host",
            "127.0.0.1",
            "port",
            8080,
            "allowedHosts",
            Set.of(),
            "token",
            Optional.empty(),
            "maxBytes",
            10 * 1024 * 1024,
            "maxInFlight",
            64,
            "outcomeTimeout",
            Duration.ofSeconds(30),
            "bodyTimeout",
            Duration.ofSeconds(30)));
  }

  @Test
  void everyPropertyIsMapped() {
    SettingsAssertions.assertEveryPropertyIsMapped(
        HttpSettings.class,
        Map.of(
            "host",
            "0.0.0.0",
            "port",
            0,
            "allowedHosts",
            Set.of("images.example.org"),
            "token",
            Optional.of(new BearerToken("0123456789abcdef")),
            "maxBytes",
            1,
            "maxInFlight",
            2,
            "outcomeTimeout",
            Duration.ofSeconds(3),
            "bodyTimeout",
            Duration.ofSeconds(4)));
  }

  @Test
  void everyConstraintIsReported() {
    assertRejected(it -> it.host(" "), "host must not be blank");
    assertRejected(it -> it.port(-1), "port must be between 0 and 65535, but is -1");
    assertRejected(it -> it.port(65_536), "port must be between 0 and 65535, but is 65536");
    assertRejected(it -> it.maxBytes(0), "maxBytes must be between 1 and 1073741824, but is 0");
    assertRejected(
        it -> it.maxBytes(HttpSettings.MAX_MAX_BYTES + 1),
        "maxBytes must be between 1 and 1073741824, but is 1073741825");
    assertRejected(it -> it.maxInFlight(0), "maxInFlight must be between 1 and 10000, but is 0");
    assertRejected(
        it -> it.maxInFlight(10_001), "maxInFlight must be between 1 and 10000, but is 10001");
    assertRejected(
        it -> it.outcomeTimeout(Duration.ZERO), "outcomeTimeout must be positive, but is PT0S");
    assertRejected(
        it -> it.bodyTimeout(Duration.ofSeconds(-1)), "bodyTimeout must be positive, but is PT-1S");
    assertRejected(it -> it.port(-1).maxBytes(0), "port must be", "maxBytes must be");
  }

  private static void assertRejected(
      UnaryOperator<HttpSettings.Builder> change, String... messageParts) {
    HttpSettings.Builder builder = change.apply(HttpSettings.builder());
    SettingsAssertions.assertRejected(builder::build, messageParts);
  }
}
