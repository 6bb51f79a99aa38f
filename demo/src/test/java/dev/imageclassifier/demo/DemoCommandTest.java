package dev.imageclassifier.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.cli.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused before anything starts. */
class DemoCommandTest {
  @TempDir Path folder;

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
        "picture.jpg | demo: Unmatched argument at index 0: 'picture.jpg'.",
      })
  void aBadValueIsAUsageError(String argument, String sentence) {
    Output output = Output.ofDemo(argument, "--once");

    assertEquals(ExitCode.USAGE, output.exitCode(), output.err());
    assertTrue(output.err().startsWith(sentence), output.err());
    assertEquals(List.of(), output.out());
  }

  @Test
  void aFolderThatIsNoneIsAFailure() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    fails("The folder " + folder.resolve("none") + " does not exist", "none");
    fails("The folder " + file + " cannot be read as a folder", "file");
  }

  private void fails(String sentence, String pictures) {
    Output output = Output.ofDemo("--once", "--pictures=" + folder.resolve(pictures));
    assertEquals(ExitCode.FAILURE, output.exitCode());
    assertTrue(output.err().startsWith("demo: " + sentence), output.err());
    assertEquals(1, output.err().lines().count(), output.err());
  }

  @Test
  void aReportThatCannotBeWrittenIsAFailure() {
    Path report = folder.resolve("none").resolve("report.jsonl");

    Output output = Output.ofDemo("--once", "--report=" + report);

    assertEquals(ExitCode.FAILURE, output.exitCode());
    assertTrue(output.err().startsWith("demo: The report " + report), output.err());
  }

  @Test
  void anUnknownModelIsAFailure() {
    Output output = Output.ofDemo("--once", "--model=nobody");

    assertEquals(ExitCode.FAILURE, output.exitCode());
    assertTrue(output.err().startsWith("demo: Model 'nobody' not found"), output.err());
  }
}
