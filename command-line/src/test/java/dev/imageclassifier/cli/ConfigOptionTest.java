package dev.imageclassifier.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

class ConfigOptionTest {
  @Command(name = "resize", mixinStandardHelpOptions = true)
  static final class Resize implements Callable<Integer> {
    @Spec CommandSpec spec;
    @Mixin ConfigOption config;
    @Mixin KafkaOptions kafka;

    @Option(names = "--width", defaultValue = "1")
    int width;

    @Option(names = "--topic")
    String topic;

    @Option(names = "--progressive")
    boolean progressive;

    Map<String, String> effective = Map.of();

    @Override
    public Integer call() {
      effective = EffectiveSettings.bySource(spec);
      return ExitCode.OK;
    }
  }

  @TempDir Path directory;

  private final Resize resize = new Resize();
  private final StringWriter err = new StringWriter();
  private final Map<String, String> environment = new HashMap<>();

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("resize.properties"), text);
  }

  private int run(String... arguments) {
    return Commands.commandLine(resize, environment)
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @Test
  void appliesCommandLineThenEnvironmentThenFile() throws IOException {
    String file = file("width=2\ntopic=from-file\nprogressive=true\n").toString();
    environment.put("APP_TOPIC", "from-environment");

    assertEquals(0, run("--config", file, "--width", "4"));

    assertEquals(4, resize.width);
    assertEquals("from-environment", resize.topic);
    assertTrue(resize.progressive);
    assertEquals(
        Map.of(
            "command line",
            "config=" + file + " width=4",
            "APP_TOPIC",
            "topic=from-environment",
            file + ":3",
            "progressive=true"),
        resize.effective);
  }

  @Test
  void readsTheFileNameFromTheEnvironment() throws IOException {
    environment.put("APP_CONFIG", file("# a comment\\\nwidth = 3").toString());

    assertEquals(0, run());

    assertEquals(3, resize.width);
  }

  @Test
  void appliesDefaultsWithoutAFile() {
    assertEquals(0, run());

    assertEquals(Map.of("default", "width=1"), resize.effective);
  }

  @Test
  void reportsAllUnknownAndDuplicateKeysWithFileAndLine() throws IOException {
    Path file = file("width=2\n\ntopics=a\\\n  b\nwidth=3\nconfig=other\nhelp=true\n");

    assertEquals(ExitCode.USAGE, run("--config", file.toString()));

    for (String expected :
        List.of(
            file + ":3: unknown setting 'topics'",
            file + ":5: duplicate setting 'width', already set in line 1",
            file + ":6: unknown setting 'config'",
            file + ":7: unknown setting 'help'")) {
      assertTrue(err.toString().contains(expected), err.toString());
    }
  }

  @Test
  void namesFileAndLineOfAnInvalidValue() throws IOException {
    Path file = file("topic=a\nwidth=many\n");

    assertEquals(ExitCode.USAGE, run("--config", file.toString()));

    assertTrue(err.toString().contains("(from " + file + ":2)"), err.toString());
  }

  @Test
  void explainsAMissingOrInvalidFile() throws IOException {
    assertEquals(ExitCode.USAGE, run("--config", directory.resolve("none").toString()));
    assertTrue(err.toString().contains("Cannot read the --config file"), err.toString());

    Path broken = file("topic=\\u12");
    assertEquals(ExitCode.USAGE, run("--config", broken.toString()));
    assertTrue(err.toString().contains(broken + ":1: "), err.toString());
  }

  @Test
  void hidesSecretsInSettingsAndErrors() throws IOException {
    Path file = file("command-property=ssl.key.password=canary-4711\n");
    assertEquals(0, run("--config", file.toString()));
    assertFalse(resize.effective.toString().contains("canary-4711"), resize.effective.toString());

    Path wrong = file("sasl.password\\=canary-4711");
    assertEquals(ExitCode.USAGE, run("--config", wrong.toString()));
    assertFalse(err.toString().contains("canary-4711"), err.toString());
  }
}
