package dev.imageclassifier.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ModelOptionsTest {
  @Command(name = "test")
  private static final class TestCommand {
    @Mixin ModelOptions model;
  }

  private static Map<String, String> values(String... arguments) {
    TestCommand command = new TestCommand();
    Commands.commandLine(command, Map.of("APP_DEVICE", "gpu")).parseArgs(arguments);
    return command.model.values();
  }

  @Test
  void returnsDefaultsAndValuesOfTheEnvironment() {
    Map<String, String> expected =
        Map.ofEntries(
            Map.entry("--model", "starter"),
            Map.entry("--device", "gpu"),
            Map.entry("--max-bytes", "10485760"),
            Map.entry("--max-pixels", "50000000"),
            Map.entry("--max-side", "16384"),
            Map.entry("--max-frames", "10000"),
            Map.entry("--max-metadata-bytes", "4194304"),
            Map.entry("--max-profile-bytes", "4194304"),
            Map.entry("--formats", "jpeg,png,webp,gif"),
            Map.entry("--no-orientation", "false"),
            Map.entry("--damaged", "dead-letter"),
            Map.entry("--full-size-jpegs", "false"));

    assertEquals(expected, values());
  }

  @Test
  void returnsValuesOfTheCommandLine() {
    Map<String, String> values =
        values("--model=flowers", "--precision=int8", "--top-k=5", "--no-orientation");

    assertEquals("flowers", values.get("--model"));
    assertEquals("int8", values.get("--precision"));
    assertEquals("5", values.get("--top-k"));
    assertEquals("true", values.get("--no-orientation"));
  }
}
