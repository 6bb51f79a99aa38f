package dev.imageclassifier.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imageclassifier.cli.Commands;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is measured is real: every picture of every row is accounted for. No timing is asserted. */
class BenchIT {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void measuresAllRows() throws Exception {
    int exitCode =
        bench(
            "--quick",
            "--count=24",
            "--latency-count=5",
            "--repetitions=1",
            "--threads=2",
            // so that few pictures are a backlog that can be measured
            "--property=commit.interval.ms=20",
            "--variant=linger.ms=0",
            "--rows=a,b,c,d,d1,d2,e,l",
            "--json");

    assertEquals(0, exitCode, err.toString());
    JsonNode object = new ObjectMapper().readTree(out.toString());
    List<String> codes = new ArrayList<>();
    for (JsonNode row : object.get("rows")) {
      codes.add(row.get("row").textValue());
      int pictures = row.get("pictures").intValue();
      // rows from topic to topic take more where 24 are committed at once
      assertEquals(0, pictures % 24, row.toString());
      assertTrue(pictures >= 24, row.toString());
      assertEquals(pictures, row.get("labelled").intValue(), row.toString());
      assertEquals(0, row.get("dead_lettered").intValue(), row.toString());
      assertTrue(row.get("cpu_ms_per_picture").get("median").doubleValue() > 0, row.toString());
    }
    assertEquals(List.of("a", "b", "c", "d", "d", "d1", "d2", "e"), codes);
    assertEquals(2, object.get("latency").size());
    for (JsonNode latency : object.get("latency")) {
      // the rush, five slow ones that count for nothing, five that count
      assertEquals(24 + 5 + 5, latency.get("labelled").intValue(), latency.toString());
    }
    assertTrue(object.get("ratios").has("topic_to_naive"));
    assertTrue(object.get("ratios").has("batch_to_batch_1"));
    assertTrue(object.get("ratios").has("two_processes_to_one"));
  }

  @Test
  void soaksAndTellsDamagedPicturesApart() throws Exception {
    // how much memory grows in so short a time says nothing: both exit codes are right
    int exitCode = bench("--soak=204", "--threads=1", "--json");

    assertTrue(List.of(0, 1).contains(exitCode) && err.toString().isEmpty(), err.toString());
    List<String> lines = out.toString().lines().toList();
    JsonNode first = new ObjectMapper().readTree(lines.get(0));
    assertTrue(first.get("native_arrays").intValue() >= 0);
    assertTrue(first.get("threads").intValue() > 1);
    JsonNode result = new ObjectMapper().readTree(lines.get(lines.size() - 1));
    assertEquals(204, result.get("pictures").intValue());
    assertEquals(200, result.get("labelled").intValue());
    assertEquals(4, result.get("dead_lettered").intValue());
    assertEquals(false, result.get("native_arrays_grow").booleanValue());
  }

  @Test
  void measuresBesidePythonWhereItIsAtHand() throws Exception {
    Path python = Path.of("/usr/bin/python3");
    assumeTrue(hasModules(python), python + " with flask, torch and torchvision is not installed");

    int exitCode =
        bench("--rows=b,d,p,w", "--count=8", "--repetitions=1", "--python=" + python, "--json");

    assertEquals(0, exitCode, err.toString());
    JsonNode object = new ObjectMapper().readTree(out.toString());
    for (JsonNode row : object.get("rows")) {
      assertEquals(row.get("pictures"), row.get("labelled"), row.toString());
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
  void aPythonWithoutTheModulesIsNamed() {
    assertEquals(1, bench("--rows=p", "--count=8", "--python=/nowhere/python3"));
    assertTrue(err.toString().contains("/nowhere/python3 cannot be started"), err.toString());
  }

  @Test
  void twoProcessesNeedTwoPartitions() {
    assertEquals(2, bench("--rows=d2", "--partitions=1"));
    assertTrue(
        err.toString().startsWith("bench: --partitions is 1 but row d2 needs one for each"),
        err.toString());
  }

  @Test
  void anUnknownRowIsRefused() {
    assertEquals(2, bench("--rows=z"));
    assertTrue(err.toString().startsWith("bench: --rows knows no row 'z'"), err.toString());
  }

  private int bench(String... arguments) {
    return Commands.commandLine(new BenchCommand(), Map.of())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
