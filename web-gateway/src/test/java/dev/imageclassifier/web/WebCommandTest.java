package dev.imageclassifier.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.cli.Commands;
import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.web.settings.GatewaySettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class WebCommandTest {
  private static final String SECRET = "a-secret-of-some-length";

  @TempDir Path directory;

  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Commands.commandLine(new WebCommand(), Map.of())
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private static GatewaySettings settings(String... arguments) {
    WebCommand command = new WebCommand();
    CommandLine line = Commands.commandLine(command, Map.of("APP_MAX_IN_FLIGHT", "7"));
    line.parseArgs(arguments);
    return command.settings();
  }

  @Test
  void defaults() {
    GatewaySettings settings = settings("--bootstrap-server", "localhost:1");
    assertEquals("127.0.0.1", settings.http().host());
    assertEquals(8080, settings.http().port());
    assertEquals(10 * 1024 * 1024, settings.http().maxBytes());
    assertEquals(7, settings.http().maxInFlight());
    assertEquals(Optional.empty(), settings.http().token());
    assertEquals(Optional.of("image-classifier"), settings.applicationId());
  }

  @Test
  void reportsAllValuesOutOfRange() {
    int code =
        run(
            "--bootstrap-server=localhost:1",
            "--port=70000",
            "--max-bytes=0",
            "--max-in-flight=20000",
            "--timeout=0");

    assertEquals(2, code, err.toString());
    assertTrue(
        err.toString()
            .startsWith(
                "web: 4 problems: (1) --port is 70000: it must be 0 to 65535 (2) --max-bytes is 0:"
                    + " it must be 1 to 1073741824 (3) --max-in-flight is 20000: it must be 1 to"
                    + " 10000 (4) --timeout is 0: it must be 1 or more."),
        err.toString());
  }

  @Test
  void mapsEveryOption() throws IOException {
    Path token = Files.writeString(directory.resolve("token"), SECRET + "\n");
    GatewaySettings settings =
        settings(
            "--bootstrap-server=localhost:1",
            "--host=0.0.0.0",
            "--port=0",
            "--allowed-host=a.example",
            "--allowed-host=b.example",
            "--token-file=" + token,
            "--max-bytes=5",
            "--max-in-flight=6",
            "--timeout=8",
            "--input-topic=i",
            "--output-topic=o",
            "--dead-letter-topic=d",
            "--application-id=-");
    assertEquals("0.0.0.0", settings.http().host());
    assertEquals(Set.of("a.example", "b.example"), settings.http().allowedHosts());
    assertTrue(settings.http().token().isPresent());
    assertEquals(5, settings.http().maxBytes());
    assertEquals(6, settings.http().maxInFlight());
    assertEquals(8, settings.http().outcomeTimeout().toSeconds());
    assertEquals(8, settings.http().bodyTimeout().toSeconds());
    assertEquals("i", settings.topics().images());
    assertEquals("o", settings.topics().labels());
    assertEquals("d", settings.topics().deadLetters());
    assertEquals(Optional.empty(), settings.applicationId());
    assertFalse(settings.toString().contains(SECRET), settings.toString());
  }

  @Test
  void requiresATokenOrNoAuthBeyondLoopback() {
    int code = run("--bootstrap-server=localhost:1", "--host=0.0.0.0");
    assertEquals(ExitCode.USAGE, code);
    assertTrue(err.toString().contains("Use --token-file FILE, or --no-auth"), err.toString());
    assertTrue(
        settings("--bootstrap-server=localhost:1", "--host=0.0.0.0", "--no-auth")
            .http()
            .token()
            .isEmpty());
    assertEquals("::1", settings("--bootstrap-server=localhost:1", "--host=::1").http().host());
  }

  @Test
  void rejectsInvalidTokenFiles() throws IOException {
    Path tooShort = Files.writeString(directory.resolve("short"), "short");
    assertEquals(
        ExitCode.FAILURE, run("--bootstrap-server=localhost:1", "--token-file=" + tooShort));
    assertTrue(err.toString().contains("at least 16"), err.toString());
    assertEquals(
        ExitCode.FAILURE,
        run("--bootstrap-server=localhost:1", "--token-file=" + directory.resolve("absent")));
    assertTrue(err.toString().contains("no such file"), err.toString());
    assertEquals(
        ExitCode.USAGE,
        run("--bootstrap-server=localhost:1", "--no-auth", "--token-file=" + tooShort));
  }

  @Test
  void rejectsEachValueOutOfRange() {
    for (String wrong :
        new String[] {"--port=70000", "--max-bytes=0", "--max-in-flight=0", "--timeout=0"}) {
      assertEquals(ExitCode.USAGE, run("--bootstrap-server=localhost:1", wrong), wrong);
    }
  }

  @Test
  void requiresABroker() {
    assertEquals(ExitCode.FAILURE, run());
    assertTrue(err.toString().contains("No broker address"), err.toString());
  }
}
