package dev.imageclassifier.model.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the distribution as a separate process and checks its streams, exit codes and bundled
 * models.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class ModelCommandIT {
  @TempDir Path temp;

  @Test
  void standardOutputContainsResultsOnly() throws IOException, InterruptedException {
    Path text = Files.writeString(temp.resolve("a.txt"), "not an image");
    Path out = temp.resolve("out");
    Path err = temp.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of("target", "dist", "bin", "model").toAbsolutePath().toString(),
                "classify",
                "--json",
                text.toString())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().keySet().removeIf(name -> name.startsWith("APP_"));

    Process process = builder.start();
    assertTrue(process.waitFor(2, TimeUnit.MINUTES), "still running");

    assertEquals(3, process.exitValue(), Files.readString(err));
    List<String> lines = Files.readAllLines(out);
    assertEquals(2, lines.size(), lines.toString());
    assertTrue(lines.get(0).contains("\"reason\":\"not_an_image\""), lines.get(0));
    assertTrue(lines.get(1).startsWith("{\"images\":1,\"labelled\":0,\"rejected\":1,"));
    assertEquals("", Files.readString(err));
  }
}
