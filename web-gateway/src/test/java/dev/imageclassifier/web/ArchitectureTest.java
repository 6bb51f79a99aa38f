package dev.imageclassifier.web;

import dev.imageclassifier.testkit.PackageRules;
import org.junit.jupiter.api.Test;

/** The packages of the module and the dependencies allowed between them. */
class ArchitectureTest {
  @Test
  void packagesUseOnlyTheListedPackages() {
    PackageRules.below("dev.imageclassifier.web")
        .allow("pending")
        .allow("metrics")
        .allow("kafka", "pending")
        .allow("http.problem", "pending")
        .allow("http.exchange", "http.problem", "metrics")
        .allow("http.security", "http.exchange", "http.problem")
        .allow("settings", "http.security")
        .allow("http.result", "http.exchange", "http.problem", "pending")
        .allow(
            "http.upload",
            "http.exchange",
            "http.problem",
            "http.result",
            "metrics",
            "pending",
            "settings")
        .allow("live", "http.exchange", "http.problem", "metrics", "pending")
        .allow(
            "http",
            "http.exchange",
            "http.problem",
            "http.result",
            "http.security",
            "http.upload",
            "live",
            "metrics",
            "pending",
            "settings")
        .allow("", "http", "http.security", "kafka", "live", "metrics", "pending", "settings")
        .check();
  }
}
