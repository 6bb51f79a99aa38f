package dev.imageclassifier.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.cli.Commands;
import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.testkit.CommandRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors that the demo reports before it starts the broker. */
class DemoCommandTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--threads=0 | demo: --threads is 0: it must be 1 to 256.",
        "--threads=300 | demo: --threads is 300: it must be 1 to 256.",
        "--threads=two | demo: Invalid value for option '--threads': 'two' is not an int.",
        "--precision=fp64 | demo: Invalid value for option '--precision':",
        "--max-bytes=-1 | demo: ",
        "--frob | demo: Unknown option: '--frob'.",
        "image.jpg | demo: Unmatched argument at index 0: 'image.jpg'.",
      })
  void rejectsAnInvalidOption(String argument, String message) {
    CommandRun run = demo(argument, "--once");

    assertEquals(ExitCode.USAGE, run.exitCode(), run.err());
    assertTrue(run.err().startsWith(message), run.err());
    assertEquals("", run.out());
  }

  @Test
  void reportsADirectoryThatCannotBeRead() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");

    assertFails("No such directory: " + directory.resolve("none"), "none");
    assertFails("Not a readable directory: " + file, "file");
  }

  private void assertFails(String message, String images) {
    CommandRun run = demo("--once", "--images=" + directory.resolve(images));
    assertEquals(ExitCode.FAILURE, run.exitCode());
    assertTrue(run.err().startsWith("demo: " + message), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
  }

  @Test
  void reportsAnUnknownModel() {
    CommandRun run = demo("--once", "--model=nobody");

    assertEquals(ExitCode.FAILURE, run.exitCode());
    assertTrue(run.err().startsWith("demo: Model 'nobody' not found"), run.err());
  }

  /** Runs the demo in this process. */
  static CommandRun demo(String... arguments) {
    return CommandRun.of(Commands.commandLine(new DemoCommand(), Map.of()), (Object[]) arguments);
  }
}
