package dev.imageclassifier.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

class RangeChecksTest {
  @Command
  static final class Empty {}

  private final RangeChecks checks = new RangeChecks();
  private final CommandLine command = new CommandLine(new Empty());

  @Test
  void returnsValuesInTheRange() {
    assertEquals(8, checks.within("--threads", 8, 1, 256));
    assertEquals(1, checks.atLeast("--top-k", 1, 1));
    checks.throwIfInvalid(command);
  }

  @Test
  void reportsAllProblemsAtOnce() {
    assertEquals(256, checks.within("--threads", 300, 1, 256));
    assertEquals(1, checks.atLeast("--top-k", 0, 1));
    checks.add("--image is missing");

    assertEquals(
        List.of(
            "--threads is 300: it must be 1 to 256",
            "--top-k is 0: it must be 1 or more",
            "--image is missing"),
        checks.problems());
    String message =
        assertThrows(ParameterException.class, () -> checks.throwIfInvalid(command)).getMessage();
    assertEquals(
        "3 problems: (1) --threads is 300: it must be 1 to 256 (2) --top-k is 0: it must be 1 or"
            + " more (3) --image is missing",
        message);
  }
}
