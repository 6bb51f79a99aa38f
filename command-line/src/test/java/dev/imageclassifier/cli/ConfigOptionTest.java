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
  @Command(name = "paint", mixinStandardHelpOptions = true)
  static final class Paint implements Callable<Integer> {
    @Spec CommandSpec spec;
    @Mixin ConfigOption config;
    @Mixin KafkaOptions kafka;

    @Option(names = "--layers", defaultValue = "1")
    int layers;

    @Option(names = "--topic")
    String topic;

    @Option(names = "--glossy")
    boolean glossy;

    Map<String, String> effective = Map.of();

    @Override
    public Integer call() {
      effective = EffectiveSettings.bySource(spec);
      return ExitCode.OK;
    }
  }

  @TempDir Path directory;

  private final Paint paint = new Paint();
  private final StringWriter err = new StringWriter();
  private final Map<String, String> environment = new HashMap<>();

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("paint.properties"), text);
  }

  private int run(String... arguments) {
    return Commands.commandLine(paint, environment)
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @Test
  void theCommandLineWinsOverTheEnvironmentAndThatOverTheFile() throws IOException {
    String file = file("layers=2\ntopic=from-file\nglossy=true\n").toString();
    environment.put("APP_TOPIC", "from-environment");

    assertEquals(0, run("--config", file, "--layers", "4"));

    assertEquals(4, paint.layers);
    assertEquals("from-environment", paint.topic);
    assertTrue(paint.glossy);
    assertEquals(
        Map.of(
            "command line",
            "config=" + file + " layers=4",
            "APP_TOPIC",
            "topic=from-environment",
            file + ":3",
            "glossy=true"),
        paint.effective);
  }

  @Test
  void theFileItselfMayBeNamedInTheEnvironment() throws IOException {
    environment.put("APP_CONFIG", file("# a comment\\\nlayers = 3").toString());

    assertEquals(0, run());

    assertEquals(3, paint.layers);
  }

  @Test
  void withoutAFileTheDefaultsHold() {
    assertEquals(0, run());

    assertEquals(Map.of("default", "layers=1"), paint.effective);
  }

  @Test
  void unknownAndDoubleKeysAreToldWithFileAndLineAllAtOnce() throws IOException {
    Path file = file("layers=2\n\ntopics=a\\\n  b\nlayers=3\nconfig=other\nhelp=true\n");

    assertEquals(ExitCode.USAGE, run("--config", file.toString()));

    for (String expected :
        List.of(
            file + ":3: there is no setting 'topics'",
            file + ":5: layers stands in line 1 already",
            file + ":6: there is no setting 'config'",
            file + ":7: there is no setting 'help'")) {
      assertTrue(err.toString().contains(expected), err.toString());
    }
  }

  @Test
  void aBadValueNamesFileAndLine() throws IOException {
    Path file = file("topic=a\nlayers=many\n");

    assertEquals(ExitCode.USAGE, run("--config", file.toString()));

    assertTrue(err.toString().contains("(from " + file + ":2)"), err.toString());
  }

  @Test
  void aMissingOrBrokenFileIsOneSentence() throws IOException {
    assertEquals(ExitCode.USAGE, run("--config", directory.resolve("none").toString()));
    assertTrue(err.toString().contains("cannot be read: no such file"), err.toString());

    Path broken = file("topic=\\u12");
    assertEquals(ExitCode.USAGE, run("--config", broken.toString()));
    assertTrue(err.toString().contains(broken + ":1: "), err.toString());
  }

  @Test
  void secretsAreNeitherEffectiveSettingsNorInComplaints() throws IOException {
    Path file = file("command-property=ssl.key.password=canary-4711\n");
    assertEquals(0, run("--config", file.toString()));
    assertFalse(paint.effective.toString().contains("canary-4711"), paint.effective.toString());

    Path wrong = file("sasl.password\\=canary-4711");
    assertEquals(ExitCode.USAGE, run("--config", wrong.toString()));
    assertFalse(err.toString().contains("canary-4711"), err.toString());
  }
}
