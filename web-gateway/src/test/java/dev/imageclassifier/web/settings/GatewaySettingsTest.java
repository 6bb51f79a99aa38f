package dev.imageclassifier.web.settings;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.imageclassifier.contract.TopicNames;
import dev.imageclassifier.testkit.SettingsAssertions;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class GatewaySettingsTest {
  private static final Map<String, String> CLIENT = Map.of("bootstrap.servers", "localhost:1");

  private static GatewaySettings.Builder builder() {
    return GatewaySettings.builder().client(CLIENT);
  }

  @Test
  void defaults() {
    SettingsAssertions.assertDefaults(
        builder().build(),
        Map.of(
            "client",
            CLIENT,
            "topics",
            TopicNames.DEFAULTS,
            "applicationId",
            Optional.of("image-classifier"),
            "http",
            HttpSettings.builder().build()));
  }

  @Test
  void everyPropertyIsMapped() {
    SettingsAssertions.assertEveryPropertyIsMapped(
        GatewaySettings.class,
        Map.of(
            "client",
            CLIENT,
            "topics",
            new TopicNames("i", "o", "d"),
            "applicationId",
            Optional.of("another"),
            "http",
            HttpSettings.builder().port(0).build()));
  }

  @Test
  void everyConstraintIsReported() {
    assertRejected(it -> it.client(Map.of()), "client must contain bootstrap.servers");
    assertRejected(
        it -> it.client(Map.of("bootstrap.servers", " ")), "client must contain bootstrap.servers");
    assertRejected(it -> it.applicationId(Optional.of("")), "applicationId must not be blank");
    assertRejected(
        it -> it.client(Map.of()).applicationId(Optional.of(" ")),
        "client must contain",
        "applicationId must not be blank");
  }

  @Test
  void toStringOmitsTheClientProperties() {
    String text = builder().build().toString();
    assertFalse(text.contains("localhost:1"), text);
  }

  private static void assertRejected(
      UnaryOperator<GatewaySettings.Builder> change, String... messageParts) {
    GatewaySettings.Builder changed = change.apply(builder());
    SettingsAssertions.assertRejected(changed::build, messageParts);
  }
}
