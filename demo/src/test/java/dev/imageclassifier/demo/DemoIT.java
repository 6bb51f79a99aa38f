package dev.imageclassifier.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.testkit.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole pipeline on a real broker with the real model. */
class DemoIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int HEADER_AND_TOTALS = 2;

  @TempDir Path directory;

  @Test
  void reportsTheOutcomeOfEveryImage() throws Exception {
    Path report = directory.resolve("report.jsonl");

    CommandRun run = DemoCommandTest.demo("--once", "--threads=2", "--report=" + report);

    assertEquals(ExitCode.OK, run.exitCode(), run.err());
    assertEquals(HEADER_AND_TOTALS + 13, run.lines().size());
    JsonNode totals = JSON.readTree(run.lastLine());
    assertEquals(13, totals.get("published").intValue());
    assertEquals(11, totals.get("labelled").intValue());
    assertEquals(2, totals.get("dead_lettered").intValue());
    assertEquals(0, totals.get("pending").intValue());
    Map<String, JsonNode> entries = read(report);
    assertEquals(13, entries.size());
    DemoImages.PHOTOGRAPHS.forEach(
        file -> assertEquals("labelled", text(entries, file, "outcome"), file));
    assertEquals("truncated", text(entries, DemoImages.DAMAGED, "reason"));
    assertEquals("not_an_image", text(entries, DemoImages.NOT_AN_IMAGE, "reason"));
  }

  @Test
  void failsIfNoImageWasPublished() throws Exception {
    Path empty = Files.createDirectory(directory.resolve("empty"));

    CommandRun run = DemoCommandTest.demo("--once", "--threads=1", "--images=" + empty);

    assertEquals(ExitCode.FAILURE, run.exitCode());
    assertTrue(run.err().contains("No image was published"), run.err());
    assertEquals(0, JSON.readTree(run.lastLine()).get("published").intValue());
  }

  private static Map<String, JsonNode> read(Path report) throws IOException {
    Map<String, JsonNode> entries = new TreeMap<>();
    for (String line : Files.readAllLines(report)) {
      JsonNode entry = JSON.readTree(line);
      entries.put(entry.get("image_id").textValue(), entry);
    }
    return entries;
  }

  private static String text(Map<String, JsonNode> entries, String file, String property) {
    return entries.get(file).get(property).textValue();
  }

  @Test
  void reportsAReportFileThatCannotBeWritten() {
    Path report = directory.resolve("none").resolve("report.jsonl");

    CommandRun run = DemoCommandTest.demo("--once", "--threads=1", "--report=" + report);

    assertEquals(ExitCode.FAILURE, run.exitCode());
    assertTrue(run.err().contains("demo: Cannot write the report " + report), run.err());
  }
}
