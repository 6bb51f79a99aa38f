package dev.imageclassifier.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SettingsAssertionsTest {
  record Settings(int port, Optional<String> host) {
    Settings {
      if (port < 0) {
        throw new IllegalArgumentException("port must not be negative, but is " + port);
      }
    }

    static Builder builder() {
      return new Builder();
    }

    static final class Builder {
      private int port = 9092;
      private Optional<String> host = Optional.empty();

      Builder port(int value) {
        port = value;
        return this;
      }

      Builder host(String value) {
        host = Optional.of(value);
        return this;
      }

      Settings build() {
        return new Settings(port, host);
      }
    }
  }

  record Forgetful(int port) {
    static Builder builder() {
      return new Builder();
    }

    static final class Builder {
      Builder port(int ignored) {
        return this;
      }

      Forgetful build() {
        return new Forgetful(9092);
      }
    }
  }

  @Test
  void acceptsCorrectSettings() {
    SettingsAssertions.assertDefaults(
        Settings.builder().build(), Map.of("port", 9092, "host", Optional.empty()));
    SettingsAssertions.assertEveryPropertyIsMapped(
        Settings.class, Map.of("port", 1, "host", "broker"));
    SettingsAssertions.assertRejected(() -> Settings.builder().port(-1).build(), "port", "-1");
  }

  @Test
  void failsForAComponentThatTheTestForgets() {
    Settings defaults = Settings.builder().build();
    assertFails(() -> SettingsAssertions.assertDefaults(defaults, Map.of("port", 9092)));
    assertFails(
        () -> SettingsAssertions.assertEveryPropertyIsMapped(Settings.class, Map.of("port", 1)));
  }

  @Test
  void failsForAPropertyThatTheBuilderDrops() {
    assertFails(
        () -> SettingsAssertions.assertEveryPropertyIsMapped(Forgetful.class, Map.of("port", 1)));
  }

  @Test
  void failsForAValueThatEqualsTheDefault() {
    assertFails(
        () ->
            SettingsAssertions.assertEveryPropertyIsMapped(
                Settings.class, Map.of("port", 9092, "host", "broker")));
  }

  @Test
  void failsForAMessageWithoutAPart() {
    assertFails(
        () -> SettingsAssertions.assertRejected(() -> Settings.builder().port(-1).build(), "host"));
  }

  private static void assertFails(Runnable assertion) {
    assertThrows(AssertionError.class, assertion::run);
  }
}
