package dev.imageclassifier.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imageclassifier.testkit.ExternalTool;
import dev.imageclassifier.testkit.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The alerts and the dashboard are valid and use documented metrics. */
final class MonitoringTest {
  private static final Path PROMETHEUS = ComposeFiles.COMPOSE.resolve("prometheus");
  private static final Path DASHBOARD =
      ComposeFiles.COMPOSE.resolve(Path.of("grafana", "dashboards", "image-classifier.json"));
  private static final Pattern METRIC =
      Pattern.compile("\\b(?:image_classifier|process|jvm|kafka)_[a-z0-9_]+");

  /** The metrics of docs/metrics.md; tests of topology compare them with the exposed metrics. */
  private static Set<String> documented() throws IOException {
    Set<String> names = new HashSet<>();
    Matcher rows =
        Pattern.compile("(?m)^\\| `([a-z0-9_]+)` \\| (\\w+) \\|")
            .matcher(Files.readString(ProjectFiles.ROOT.resolve("docs/metrics.md")));
    while (rows.find()) {
      names.add(rows.group(1));
      if (rows.group(2).equals("histogram") || rows.group(2).equals("summary")) {
        names.add(rows.group(1) + "_sum");
        names.add(rows.group(1) + "_count");
        names.add(rows.group(1) + "_bucket");
      }
    }
    return names;
  }

  private static Set<String> unknown(List<String> expressions) throws IOException {
    Set<String> used = new TreeSet<>();
    for (String expression : expressions) {
      Matcher metric = METRIC.matcher(expression);
      while (metric.find()) {
        used.add(metric.group());
      }
    }
    assertTrue(used.size() > 5, used.toString());
    used.removeAll(documented());
    return used;
  }

  private static List<Map<?, ?>> alerts() throws IOException {
    List<Map<?, ?>> alerts = new ArrayList<>();
    for (Object group :
        (List<?>) ComposeFiles.yaml(PROMETHEUS.resolve("rules.yml")).get("groups")) {
      for (Object rule : (List<?>) ((Map<?, ?>) group).get("rules")) {
        alerts.add((Map<?, ?>) rule);
      }
    }
    return alerts;
  }

  @Test
  void passesTheChecksAndRuleTestsOfPrometheus() throws Exception {
    ExternalTool promtool = ExternalTool.require("promtool", "prometheus");

    promtool.run(PROMETHEUS, Map.of(), "check", "config", "prometheus.yml");
    promtool.run(PROMETHEUS, Map.of(), "test", "rules", "rules.test.yml");
  }

  @Test
  void everyAlertHasATestWithAndWithoutTheProblem() throws IOException {
    String tests = Files.readString(PROMETHEUS.resolve("rules.test.yml"));

    for (Map<?, ?> alert : alerts()) {
      String name = alert.get("alert").toString();
      assertTrue(tests.contains("alertname: " + name + ", exp_alerts: []"), name);
      assertTrue(tests.contains("alertname: " + name + "\n"), name);
    }
  }

  @Test
  void everyAlertHasARunbook() throws IOException {
    String operations = Files.readString(ProjectFiles.ROOT.resolve("docs/operations.md"));

    for (Map<?, ?> alert : alerts()) {
      String name = alert.get("alert").toString();
      assertTrue(operations.contains("### " + name + "\n"), name);
      assertEquals(
          "docs/operations.md#" + name.toLowerCase(Locale.ROOT),
          ((Map<?, ?>) alert.get("annotations")).get("runbook"));
    }
  }

  @Test
  void alertsUseDocumentedMetrics() throws IOException {
    assertEquals(Set.of(), unknown(alerts().stream().map(a -> a.get("expr").toString()).toList()));
  }

  @Test
  void theDashboardUsesDocumentedMetrics() throws IOException {
    JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
    Set<Integer> ids = new HashSet<>();
    List<String> expressions = new ArrayList<>();
    for (JsonNode panel : dashboard.path("panels")) {
      assertTrue(ids.add(panel.path("id").asInt()), "duplicate id: " + panel.path("title"));
      panel
          .path("targets")
          .forEach(
              target -> {
                assertEquals("prometheus", target.path("datasource").path("uid").asText());
                expressions.add(target.path("expr").asText());
              });
    }

    assertTrue(expressions.size() > 20, expressions.toString());
    assertEquals(Set.of(), unknown(expressions));
    assertTrue(
        Files.readString(
                ComposeFiles.COMPOSE.resolve("grafana/provisioning/datasources/prometheus.yaml"))
            .contains("uid: prometheus"));
  }

  @Test
  void everyExpressionOfTheDashboardIsValid() throws Exception {
    ExternalTool promtool = ExternalTool.require("promtool", "prometheus");
    StringBuilder rules = new StringBuilder("groups:\n- name: dashboard\n  rules:\n");
    ObjectMapper json = new ObjectMapper();
    for (JsonNode panel : json.readTree(DASHBOARD.toFile()).path("panels")) {
      for (JsonNode target : panel.path("targets")) {
        String expression =
            target
                .path("expr")
                .asText()
                .replace("$__rate_interval", "1m")
                .replace("$__range", "1h");
        rules
            .append("  - record: panel")
            .append(panel.path("id").asInt())
            .append(target.path("refId").asText())
            .append("\n    expr: ")
            .append(json.writeValueAsString(expression))
            .append('\n');
      }
    }
    Path file = Files.createTempFile("dashboard", ".yml");
    try {
      Files.writeString(file, rules);
      promtool.run(PROMETHEUS, Map.of(), "check", "rules", file.toString());
    } finally {
      Files.delete(file);
    }
  }
}
