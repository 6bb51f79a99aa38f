package dev.imageclassifier.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imageclassifier.cli.Commands;
import dev.imageclassifier.testkit.CommandRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Checks that every image of every row has an outcome. It checks no times. */
class BenchIT {
  @Test
  @Tag("extended")
  void measuresAllRows() throws Exception {
    CommandRun run =
        bench(
            "--quick",
            "--count=24",
            "--latency-count=5",
            "--repetitions=1",
            "--threads=2",
            "--rows=a,b,c,d,d1,d2,e,l",
            "--json");

    assertEquals(0, run.exitCode(), run.err());
    JsonNode object = new ObjectMapper().readTree(run.out());
    List<String> codes = new ArrayList<>();
    for (JsonNode row : object.get("rows")) {
      codes.add(row.get("row").textValue());
      int images = row.get("images").intValue();
      // a row from topic to topic needs more images if 24 are committed at once
      assertEquals(0, images % 24, row.toString());
      assertTrue(images >= 24, row.toString());
      assertEquals(images, row.get("labelled").intValue(), row.toString());
      assertEquals(0, row.get("dead_lettered").intValue(), row.toString());
      assertTrue(row.get("cpu_ms_per_image").get("median").doubleValue() > 0, row.toString());
    }
    assertEquals(List.of("a", "b", "c", "d", "d1", "d2", "e"), codes);
    assertEquals(2, object.get("latency").size());
    for (JsonNode latency : object.get("latency")) {
      // the backlog, five images for the warm-up, and five measured images
      assertEquals(24 + 5 + 5, latency.get("labelled").intValue(), latency.toString());
    }
    assertTrue(object.get("ratios").has("topic_to_naive"));
    assertTrue(object.get("ratios").has("batch_to_batch_1"));
    assertTrue(object.get("ratios").has("two_processes_to_one"));
  }

  @Test
  @Tag("extended")
  void soaksWithValidAndTruncatedImages() throws Exception {
    // memory may grow in such a short run, so both exit codes are correct
    CommandRun run = bench("--soak=224", "--threads=1", "--json");

    assertTrue(List.of(0, 1).contains(run.exitCode()) && run.err().isEmpty(), run.err());
    List<String> lines = run.lines();
    JsonNode first = new ObjectMapper().readTree(lines.get(0));
    assertTrue(first.get("native_arrays").intValue() >= 0);
    assertTrue(first.get("threads").intValue() > 1);
    JsonNode result = new ObjectMapper().readTree(lines.get(lines.size() - 1));
    assertEquals(224, result.get("images").intValue());
    assertEquals(220, result.get("labelled").intValue());
    assertEquals(4, result.get("dead_lettered").intValue());
    assertEquals(false, result.get("native_arrays_grow").booleanValue());
  }

  @Test
  void measuresThePythonPeers() throws Exception {
    Path python = Path.of("/usr/bin/python3");
    assumeTrue(hasModules(python), python + " with flask, torch and torchvision is not installed");

    CommandRun run =
        bench("--rows=b,d,p,w", "--count=8", "--repetitions=1", "--python=" + python, "--json");

    assertEquals(0, run.exitCode(), run.err());
    JsonNode object = new ObjectMapper().readTree(run.out());
    for (JsonNode row : object.get("rows")) {
      assertEquals(row.get("images"), row.get("labelled"), row.toString());
    }
    assertEquals(4, object.get("rows").size());
    assertTrue(object.get("ratios").has("read_to_pillow_cpu"), object.toString());
    assertTrue(object.get("ratios").has("topic_to_web_service"), object.toString());
  }

  private static boolean hasModules(Path python) throws Exception {
    if (!Files.isExecutable(python)) {
      return false;
    }
    Process process =
        new ProcessBuilder(python.toString(), "-c", "import flask, torch, torchvision")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor() == 0;
  }

  @Test
  void reportsAPythonInterpreterThatDoesNotStart() {
    CommandRun run = bench("--rows=p", "--count=8", "--python=/nowhere/python3");

    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("Cannot start /nowhere/python3"), run.err());
  }

  @Test
  void rejectsOnePartitionForTwoProcesses() {
    CommandRun run = bench("--rows=d2", "--partitions=1");

    assertEquals(2, run.exitCode());
    assertTrue(
        run.err().startsWith("bench: --partitions is 1, but row d2 needs at least 2"), run.err());
  }

  @Test
  void rejectsAnUnknownRow() {
    CommandRun run = bench("--rows=z");

    assertEquals(2, run.exitCode());
    assertTrue(
        run.err().startsWith("bench: Invalid value for option '--rows': unknown row 'z'"),
        run.err());
  }

  private static CommandRun bench(String... arguments) {
    return CommandRun.of(Commands.commandLine(new BenchCommand(), Map.of()), (Object[]) arguments);
  }
}
