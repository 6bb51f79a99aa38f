package dev.imageclassifier.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

class CommandsTest {
  enum Guarantee {
    EXACTLY_ONCE,
    AT_LEAST_ONCE
  }

  @Command(name = "paint", mixinStandardHelpOptions = true, description = "Paints.")
  static final class Paint implements Callable<Integer> {
    @Parameters(arity = "0..*")
    List<Path> paths = List.of();

    @Option(names = "--layers", defaultValue = "1")
    int layers;

    @Option(names = {"--topic", "--output-topic"})
    String topic;

    @Option(names = "--glossy")
    boolean glossy;

    @Option(names = "--guarantee")
    Guarantee guarantee;

    @Mixin VerboseOption verbose;

    Exception failure;
    int exitCode;

    @Override
    public Integer call() throws Exception {
      if (failure != null) {
        throw failure;
      }
      return exitCode;
    }
  }

  @Command(name = "studio", subcommands = Paint.class)
  static final class Studio {}

  private final Paint paint = new Paint();

  @BeforeEach
  @AfterEach
  void forgetTheLogLevel() {
    System.clearProperty(Commands.LOG_LEVEL);
  }

  @Test
  void theExitCodeIsTheCommands() {
    paint.exitCode = ExitCode.DEAD_LETTERS;

    assertEquals(new Run(3, "", ""), run(Map.of()));
  }

  @Test
  void aUserErrorIsOneSentence() {
    paint.failure = new UserError("The easel is missing: bring one.", new IOException("wood"));

    assertEquals(new Run(1, "", lines("paint: The easel is missing: bring one.")), run(Map.of()));
  }

  @Test
  void aUserErrorIsOneLineWhateverItQuotes() {
    paint.failure = new UserError("The file a\nb\u001b[2Jc is missing.");

    assertEquals(lines("paint: The file a\\nb\\u001b[2Jc is missing."), run(Map.of()).err());
  }

  @Test
  void anUnforeseenFailureIsNamedByItsInnermostCause() {
    paint.failure = new ExecutionException(new IllegalStateException("no more blue"));

    assertEquals(
        new Run(
            1,
            "",
            lines(
                "paint: IllegalStateException: no more blue (--verbose shows the"
                    + " stack trace)")),
        run(Map.of()));
  }

  @Test
  void anUnforeseenFailureOfAFileNamesTheFile() {
    paint.failure = new NoSuchFileException("blue.txt");

    assertEquals(
        lines("paint: blue.txt: no such file (--verbose shows the stack trace)"),
        run(Map.of()).err());
  }

  @Test
  void anUnforeseenFailureWithoutMessageHasItsKind() {
    paint.failure = new IllegalStateException();

    assertEquals(
        lines("paint: IllegalStateException (--verbose shows the stack trace)"),
        run(Map.of()).err());
  }

  @Test
  void verboseShowsTheStackTrace() {
    paint.failure = new UserError("The easel is missing.", new IOException("wood"));

    Run run = run(Map.of(), "--verbose");

    assertEquals(1, run.exitCode());
    assertTrue(run.err().startsWith(lines("paint: The easel is missing.")), run.err());
    assertTrue(run.err().contains("Caused by: java.io.IOException: wood"), run.err());
    assertEquals("INFO", System.getProperty(Commands.LOG_LEVEL));
  }

  @Test
  void verboseMayComeFromTheEnvironment() {
    paint.failure = new UserError("The easel is missing.");

    assertTrue(run(Map.of("APP_VERBOSE", "true")).err().contains("\tat "));
    assertTrue(run(Map.of("APP_VERBOSE", "true"), "--verbose").err().contains("\tat "));
    assertFalse(run(Map.of("APP_VERBOSE", "false")).err().contains("\tat "));
  }

  @Test
  void verboseLeavesALogLevelThatTheUserSet() {
    System.setProperty(Commands.LOG_LEVEL, "TRACE");

    run(Map.of(), "--verbose");

    assertEquals("TRACE", System.getProperty(Commands.LOG_LEVEL));
  }

  @Test
  void withoutVerboseTheLogLevelStays() {
    run(Map.of());

    assertNull(System.getProperty(Commands.LOG_LEVEL));
  }

  @Test
  void aFlagIsTrueOnTheCommandLineWhateverTheEnvironmentSays() {
    for (String value : List.of("true", "false")) {
      run(Map.of("APP_GLOSSY", value), "--glossy");
      assertTrue(paint.glossy, value);
      run(Map.of("APP_GLOSSY", value));
      assertEquals(Boolean.parseBoolean(value), paint.glossy);
    }
  }

  @Test
  void badValuesAreUsageErrorsInOneSentence() {
    assertEquals(
        new Run(
            2,
            "",
            lines(
                "paint: Invalid value for option '--layers': 'many' is not an int.",
                "Try 'paint --help'.")),
        run(Map.of(), "--layers", "many"));
    assertEquals(
        lines(
            "paint: Invalid value for option '--guarantee': expected one of [EXACTLY_ONCE,"
                + " AT_LEAST_ONCE] (case-insensitive) but was 'twice'.",
            "Try 'paint --help'."),
        run(Map.of(), "--guarantee", "twice").err());
  }

  @Test
  void aBadValueFromTheEnvironmentNamesTheVariable() {
    assertEquals(
        lines(
            "paint: Invalid value for option '--layers': 'many' is not an int (from APP_LAYERS).",
            "Try 'paint --help'."),
        run(Map.of("APP_LAYERS", "many")).err());
    assertFalse(run(Map.of("APP_LAYERS", "2"), "--layers=many").err().contains("APP_"));
  }

  @Test
  void unknownOptionsAreUsageErrorsWithASuggestion() {
    Run run = run(Map.of(), "--layer", "2");

    assertEquals(2, run.exitCode());
    assertTrue(run.err().startsWith("paint: Unknown option: '--layer'"), run.err());
    assertTrue(run.err().contains("--layers"), run.err());
  }

  @Test
  void aSecretThatWasMistypedIsNotQuoted() {
    for (String[] mistyped :
        new String[][] {
          {"--comand-property", "ssl.key.password=canary"},
          {"--comand-property=sasl.jaas.config=Login required password=\"canary\";"},
          {"--sasl.password=canary"}
        }) {
      Run run = run(Map.of(), mistyped);
      assertFalse(run.err().contains("canary"), run.err());
    }
  }

  @Test
  void anUnforeseenFailureQuotesNoSecret() {
    paint.failure = new IllegalStateException("bad line: ssl.keystore.password = canary");

    assertFalse(run(Map.of()).err().contains("canary"));
    assertFalse(run(Map.of(), "--verbose").err().contains("canary"));
  }

  @Test
  void aPathMayBeginWithAnAt() {
    run(Map.of(), "@pom.xml");

    assertEquals(List.of(Path.of("@pom.xml")), paint.paths);
  }

  @Test
  void subcommandsBehaveTheSame() {
    Run run = Run.of(new Studio(), Map.of("APP_VERBOSE", "true"), "paint", "--layers", "x");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().startsWith("studio paint: Invalid value"), run.err());

    assertEquals(2, Run.of(new Studio(), Map.of()).exitCode());
    assertEquals(0, Run.of(new Studio(), Map.of("APP_GLOSSY", "true"), "paint").exitCode());
  }

  @Test
  void helpGoesToStandardOutput() {
    Run run = run(Map.of("APP_HELP", "true"), "--help");

    assertEquals(0, run.exitCode());
    assertTrue(run.out().contains("Usage: paint"), run.out());
    assertEquals("", run.err());
    assertEquals("", run(Map.of("APP_HELP", "true")).out());
  }

  @Test
  void optionsComeFromTheEnvironmentByTheirLongestName() {
    run(Map.of("APP_OUTPUT_TOPIC", "a", "APP_TOPIC", "b"));
    assertEquals("a", paint.topic);

    run(Map.of("APP_OUTPUT_TOPIC", "a"), "--topic", "c");
    assertEquals("c", paint.topic);
  }

  @Test
  void anEmptyVariableIsNotSet() {
    run(Map.of("APP_LAYERS", ""));

    assertEquals(1, paint.layers);
  }

  @Test
  void aVariableIsTakenLiterally() {
    run(Map.of("APP_OUTPUT_TOPIC", "a${sys:user.home}$b"));

    assertEquals("a${sys:user.home}$b", paint.topic);
  }

  private Run run(Map<String, String> environment, String... arguments) {
    return Run.of(paint, environment, arguments);
  }

  private static String lines(String... lines) {
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }
}
