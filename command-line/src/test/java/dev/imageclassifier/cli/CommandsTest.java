package dev.imageclassifier.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.testkit.CommandRun;
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

  @Command(name = "resize", mixinStandardHelpOptions = true, description = "Resizes images.")
  static final class Resize implements Callable<Integer> {
    @Parameters(arity = "0..*")
    List<Path> paths = List.of();

    @Option(names = "--width", defaultValue = "1")
    int width;

    @Option(names = {"--topic", "--output-topic"})
    String topic;

    @Option(names = "--progressive")
    boolean progressive;

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

  @Command(name = "images", subcommands = Resize.class)
  static final class Images {}

  private final Resize resize = new Resize();

  @BeforeEach
  @AfterEach
  void resetTheLogLevel() {
    System.clearProperty(Commands.LOG_LEVEL);
  }

  @Test
  void returnsTheExitCodeOfTheCommand() {
    resize.exitCode = ExitCode.DEAD_LETTERS;

    assertEquals(new CommandRun(3, "", ""), run(Map.of()));
  }

  @Test
  void printsTheMessageOfAUserError() {
    resize.failure =
        new UserError("The input directory is missing: create it.", new IOException("disk full"));

    assertEquals(
        new CommandRun(1, "", lines("resize: The input directory is missing: create it.")),
        run(Map.of()));
  }

  @Test
  void printsAUserErrorOnOneLine() {
    resize.failure = new UserError("The file a\nb\u001b[2Jc is missing.");

    assertEquals(lines("resize: The file a\\nb\\u001b[2Jc is missing."), run(Map.of()).err());
  }

  @Test
  void printsTheInnermostCauseOfAnUnexpectedFailure() {
    resize.failure = new ExecutionException(new IllegalStateException("buffer is closed"));

    assertEquals(
        new CommandRun(
            1,
            "",
            lines(
                "resize: IllegalStateException: buffer is closed (--verbose shows the"
                    + " stack trace)")),
        run(Map.of()));
  }

  @Test
  void namesTheFileOfAnUnexpectedFailure() {
    resize.failure = new NoSuchFileException("a.jpg");

    assertEquals(
        lines("resize: a.jpg: no such file (--verbose shows the stack trace)"),
        run(Map.of()).err());
  }

  @Test
  void printsTheClassNameOfAFailureWithoutMessage() {
    resize.failure = new IllegalStateException();

    assertEquals(
        lines("resize: IllegalStateException (--verbose shows the stack trace)"),
        run(Map.of()).err());
  }

  @Test
  void verbosePrintsTheStackTrace() {
    resize.failure = new UserError("The input directory is missing.", new IOException("disk full"));

    CommandRun run = run(Map.of(), "--verbose");

    assertEquals(1, run.exitCode());
    assertTrue(run.err().startsWith(lines("resize: The input directory is missing.")), run.err());
    assertTrue(run.err().contains("Caused by: java.io.IOException: disk full"), run.err());
    assertEquals("INFO", System.getProperty(Commands.LOG_LEVEL));
  }

  @Test
  void readsVerboseFromTheEnvironment() {
    resize.failure = new UserError("The input directory is missing.");

    assertTrue(run(Map.of("APP_VERBOSE", "true")).err().contains("\tat "));
    assertTrue(run(Map.of("APP_VERBOSE", "true"), "--verbose").err().contains("\tat "));
    assertFalse(run(Map.of("APP_VERBOSE", "false")).err().contains("\tat "));
  }

  @Test
  void verboseKeepsALogLevelThatTheUserSet() {
    System.setProperty(Commands.LOG_LEVEL, "TRACE");

    run(Map.of(), "--verbose");

    assertEquals("TRACE", System.getProperty(Commands.LOG_LEVEL));
  }

  @Test
  void keepsTheLogLevelWithoutVerbose() {
    run(Map.of());

    assertNull(System.getProperty(Commands.LOG_LEVEL));
  }

  @Test
  void aFlagOnTheCommandLineOverridesTheEnvironment() {
    for (String value : List.of("true", "false")) {
      run(Map.of("APP_PROGRESSIVE", value), "--progressive");
      assertTrue(resize.progressive, value);
      run(Map.of("APP_PROGRESSIVE", value));
      assertEquals(Boolean.parseBoolean(value), resize.progressive);
    }
  }

  @Test
  void reportsInvalidValuesAsUsageErrors() {
    assertEquals(
        new CommandRun(
            2,
            "",
            lines(
                "resize: Invalid value for option '--width': 'many' is not an int.",
                "Try 'resize --help'.")),
        run(Map.of(), "--width", "many"));
    assertEquals(
        lines(
            "resize: Invalid value for option '--guarantee': expected one of [EXACTLY_ONCE,"
                + " AT_LEAST_ONCE] (case-insensitive) but was 'twice'.",
            "Try 'resize --help'."),
        run(Map.of(), "--guarantee", "twice").err());
  }

  @Test
  void namesTheVariableOfAnInvalidValue() {
    assertEquals(
        lines(
            "resize: Invalid value for option '--width': 'many' is not an int (from APP_WIDTH).",
            "Try 'resize --help'."),
        run(Map.of("APP_WIDTH", "many")).err());
    assertFalse(run(Map.of("APP_WIDTH", "2"), "--width=many").err().contains("APP_"));
  }

  @Test
  void suggestsAnOptionForAnUnknownOption() {
    CommandRun run = run(Map.of(), "--widt", "2");

    assertEquals(2, run.exitCode());
    assertTrue(run.err().startsWith("resize: Unknown option: '--widt'"), run.err());
    assertTrue(run.err().contains("--width"), run.err());
  }

  @Test
  void doesNotQuoteASecretInAMistypedOption() {
    for (String[] mistyped :
        new String[][] {
          {"--comand-property", "ssl.key.password=canary"},
          {"--comand-property=sasl.jaas.config=Login required password=\"canary\";"},
          {"--sasl.password=canary"}
        }) {
      CommandRun run = run(Map.of(), mistyped);
      assertFalse(run.err().contains("canary"), run.err());
    }
  }

  @Test
  void doesNotQuoteASecretInAnUnexpectedFailure() {
    resize.failure = new IllegalStateException("bad line: ssl.keystore.password = canary");

    assertFalse(run(Map.of()).err().contains("canary"));
    assertFalse(run(Map.of(), "--verbose").err().contains("canary"));
  }

  @Test
  void acceptsAPathThatStartsWithAnAt() {
    run(Map.of(), "@pom.xml");

    assertEquals(List.of(Path.of("@pom.xml")), resize.paths);
  }

  @Test
  void appliesTheBehaviourToSubcommands() {
    CommandRun run = runImages(Map.of("APP_VERBOSE", "true"), "resize", "--width", "x");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().startsWith("images resize: Invalid value"), run.err());

    assertEquals(2, runImages(Map.of()).exitCode());
    assertEquals(0, runImages(Map.of("APP_PROGRESSIVE", "true"), "resize").exitCode());
  }

  @Test
  void printsHelpToStandardOutput() {
    CommandRun run = run(Map.of("APP_HELP", "true"), "--help");

    assertEquals(0, run.exitCode());
    assertTrue(run.out().contains("Usage: resize"), run.out());
    assertEquals("", run.err());
    assertEquals("", run(Map.of("APP_HELP", "true")).out());
  }

  @Test
  void readsOptionsFromTheEnvironmentByTheirLongestName() {
    run(Map.of("APP_OUTPUT_TOPIC", "a", "APP_TOPIC", "b"));
    assertEquals("a", resize.topic);

    run(Map.of("APP_OUTPUT_TOPIC", "a"), "--topic", "c");
    assertEquals("c", resize.topic);
  }

  @Test
  void treatsAnEmptyVariableAsUnset() {
    run(Map.of("APP_WIDTH", ""));

    assertEquals(1, resize.width);
  }

  @Test
  void doesNotInterpolateVariables() {
    run(Map.of("APP_OUTPUT_TOPIC", "a${sys:user.home}$b"));

    assertEquals("a${sys:user.home}$b", resize.topic);
  }

  private CommandRun run(Map<String, String> environment, String... arguments) {
    return CommandRun.of(Commands.commandLine(resize, environment), (Object[]) arguments);
  }

  private static CommandRun runImages(Map<String, String> environment, String... arguments) {
    return CommandRun.of(Commands.commandLine(new Images(), environment), (Object[]) arguments);
  }

  private static String lines(String... lines) {
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }
}
