package dev.imageclassifier.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.cli.Commands;
import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.testkit.TestTopics;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class KafkaCommandIT {
  private static final int ENDED_BY_SIGTERM = 143;

  private final StringWriter err = new StringWriter();

  @Test
  void runsUntilASignalAndCleansUp(@TempDir Path temporary) throws Exception {
    int port = Ports.free();
    Process process = process(temporary, "--port", Integer.toString(port));
    try (BufferedReader out = process.inputReader()) {
      assertEquals("localhost:" + port, out.readLine());
      TestTopics.create("localhost:" + port, 1, "hello");

      process.toHandle().destroy(); // Process.destroy() would close its output too

      assertEquals(null, out.readLine());
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
      assertEquals(ENDED_BY_SIGTERM, process.exitValue());
      try (var left = Files.list(temporary)) {
        assertEquals(List.of(), left.filter(Files::isDirectory).toList());
      }
    } finally {
      process.destroyForcibly();
    }
  }

  /** As with a full disk: a topic needs a directory that cannot be made. */
  @Test
  void aBrokerThatCannotGoOnEndsTheProcess(@TempDir Path temporary) throws Exception {
    Path data = temporary.resolve("data");
    Process process =
        process(temporary, "--port", Integer.toString(Ports.free()), "--data", data.toString());
    try (BufferedReader out = process.inputReader()) {
      Clients clients = new Clients(out.readLine());
      Files.move(data, temporary.resolve("elsewhere"));
      try (Admin admin = clients.admin()) {
        admin.createTopics(List.of(new NewTopic("hello", 1, (short) 1)));

        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
      }
      assertEquals(ExitCode.FAILURE, process.exitValue());
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aTakenPortIsAFailure() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      int port = taken.getLocalPort();

      assertEquals(ExitCode.FAILURE, run("--port", Integer.toString(port)));
      assertEquals(1, err.toString().lines().count(), err.toString());
      assertTrue(err.toString().startsWith("kafka: Port " + port + " "), err.toString());
    }
  }

  @Test
  void aDataDirectoryThatIsAFileIsAFailure(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");

    assertEquals(
        ExitCode.FAILURE, run("--port", Integer.toString(Ports.free()), "--data", file.toString()));
    assertTrue(err.toString().contains(file.toString()), err.toString());
    assertFalse(err.toString().contains("\tat "), err.toString());
  }

  @Test
  void anImpossiblePortIsAUsageError() {
    assertEquals(ExitCode.USAGE, run("--port", "70000"));
    assertTrue(
        err.toString().startsWith("kafka: --port is 70000: it must be 0 to 65535."),
        err.toString());
  }

  private int run(String... arguments) {
    CommandLine command = Commands.commandLine(new KafkaCommand(), Map.of());
    return command.setErr(new PrintWriter(err, true)).execute(arguments);
  }

  private static Process process(Path temporary, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                KafkaCommand.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
