package dev.imageclassifier.ingest.command;

import static dev.imageclassifier.ingest.outcomes.SampleRecords.result;
import static dev.imageclassifier.ingest.outcomes.SampleRecords.toSend;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the command as a process, from the module's distribution. */
class ProcessIT {
  private static final long PATIENCE_SECONDS = 180;

  @TempDir Path directory;

  @Test
  void reportsAnUnavailableBrokerInOneLine() throws Exception {
    Path errors = directory.resolve("errors");
    Process process =
        start(
            errors, "publish", "pom.xml", "--bootstrap-server=localhost:1", "--connect-timeout=2");

    assertEquals(1, exit(process));
    assertEquals("", text(process));
    List<String> lines = Files.readAllLines(errors);
    assertEquals(1, lines.size(), lines.toString());
    assertTrue(lines.get(0).startsWith("ingest publish: No broker answers at"), lines.toString());
  }

  @Test
  void printsCorrectTotalsAfterASignal() throws Exception {
    String topic = Broker.topic(1, Map.of());
    int files = 2000;
    for (int i = 0; i < files; i++) {
      Files.write(directory.resolve("image-" + i), new byte[5000]);
    }
    // slow enough that the signal arrives before the last file
    Process process =
        start(
            directory.resolve(".errors"),
            "publish",
            directory.toString(),
            "--topic=" + topic,
            "--bootstrap-server=" + Broker.address(),
            "--rate=10");
    Broker.awaitRecords(topic, 10);

    process.toHandle().destroy(); // unlike Process.destroy, keeps the output open

    assertEquals(143, exit(process));
    JsonNode totals = new JsonMapper().readTree(text(process));
    assertEquals(0, totals.get("failed").intValue());
    assertEquals(Broker.records(topic).size(), totals.get("published").intValue());
    assertTrue(totals.get("published").intValue() < files, totals.toString());
  }

  @Test
  void endsSilentlyWhenThePipeIsClosed() throws Exception {
    String topic = Broker.topic(1, Map.of());
    Broker.write(
        IntStream.range(0, 2000).mapToObj(i -> toSend(topic, "a", result("grün"))).toList());
    Path errors = directory.resolve("errors");
    Process process =
        start(
            errors,
            "results",
            "--topic=" + topic,
            "--from-beginning",
            "--json",
            "--bootstrap-server=" + Broker.address());
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertEquals(new String(result("grün"), StandardCharsets.UTF_8), reader.readLine());
    }

    assertEquals(0, exit(process));
    assertEquals(
        List.of("Following " + topic + ". Press Ctrl-C to stop."), Files.readAllLines(errors));
  }

  private Process start(Path errors, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of("target", "dist", "bin", "ingest").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    // the locale of a minimal container
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("APP_JOURNAL", directory.resolve(".journal").toString());
    return builder.start();
  }

  private static int exit(Process process) throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the process did not end");
    }
    return process.exitValue();
  }

  private static String text(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
