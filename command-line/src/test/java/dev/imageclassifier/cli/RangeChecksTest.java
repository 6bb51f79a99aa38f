package dev.imageclassifier.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.testkit.CommandRun;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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

  @Command
  static final class WithOption implements Runnable {
    @Spec CommandSpec spec;

    @Option(names = "--device")
    String device;

    @Option(names = "--device-id")
    int deviceId;

    @Override
    public void run() {
      RangeChecks checks = new RangeChecks();
      checks.add("Invalid value for option '--device': '%s' is not one of cpu".formatted(device));
      checks.throwIfInvalid(spec.commandLine());
    }
  }

  @Test
  void namesTheSourceOfAnInvalidValue() {
    Map<String, String> environment = Map.of("APP_DEVICE", "foo", "APP_DEVICE_ID", "1");

    CommandRun fromEnvironment = CommandRun.of(Commands.commandLine(new WithOption(), environment));
    CommandRun fromCommandLine =
        CommandRun.of(Commands.commandLine(new WithOption(), environment), "--device=foo");

    assertTrue(
        fromEnvironment.err().contains("'foo' is not one of cpu (from APP_DEVICE)."),
        fromEnvironment.err());
    assertTrue(fromCommandLine.err().contains("'foo' is not one of cpu."), fromCommandLine.err());
  }
}
