package dev.imageclassifier.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imageclassifier.cli.Commands;
import dev.imageclassifier.cli.ExitCode;
import dev.imageclassifier.testkit.ChildProcess;
import dev.imageclassifier.testkit.CommandRun;
import dev.imageclassifier.testkit.TestTopics;
import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KafkaCommandIT {
  private static final int ENDED_BY_SIGTERM = 143;

  @TempDir Path directory;

  @Test
  void runsUntilASignalAndDeletesTemporaryData() throws Exception {
    String address = "localhost:" + Ports.free();
    try (ChildProcess command = start("--port", address.substring("localhost:".length()));
        BufferedReader out = command.process().inputReader()) {
      assertEquals(address, out.readLine());
      TestTopics.create(address, 1, "hello");

      assertEquals(ENDED_BY_SIGTERM, command.terminate());

      assertNull(out.readLine());
      try (var files = Files.list(directory)) {
        assertEquals(List.of(), files.filter(Files::isDirectory).toList());
      }
    }
  }

  /** Creating a topic fails because its directory cannot be created, as with a full disk. */
  @Test
  void exitsWhenTheBrokerFails() throws Exception {
    Path data = directory.resolve("data");
    try (ChildProcess command = start("--port", Ports.free(), "--data", data);
        BufferedReader out = command.process().inputReader()) {
      String address = out.readLine();
      Files.move(data, directory.resolve("elsewhere"));
      try (Admin admin = new Clients(address).admin()) {
        admin.createTopics(List.of(new NewTopic("hello", 1, (short) 1)));

        assertEquals(ExitCode.FAILURE, command.awaitExit());
      }
      assertTrue(command.log().contains("kafka: The broker failed"), command.log());
    }
  }

  @Test
  void failsForAPortInUse() throws Exception {
    try (ServerSocket inUse = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      CommandRun run = run("--port", inUse.getLocalPort());

      assertEquals(ExitCode.FAILURE, run.exitCode());
      assertEquals(1, run.err().lines().count(), run.err());
      assertTrue(
          run.err().startsWith("kafka: Cannot open port %d ".formatted(inUse.getLocalPort())),
          run.err());
    }
  }

  @Test
  void failsForADataDirectoryThatIsAFile() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");

    CommandRun run = run("--port", Ports.free(), "--data", file);

    assertEquals(ExitCode.FAILURE, run.exitCode());
    assertTrue(run.err().contains(file.toString()), run.err());
    assertFalse(run.err().contains("\tat "), run.err());
  }

  @Test
  void rejectsAnInvalidPort() {
    CommandRun run = run("--port", "70000");

    assertEquals(ExitCode.USAGE, run.exitCode());
    assertTrue(run.err().contains("--port"), run.err());
    assertTrue(run.err().contains("70000"), run.err());
  }

  private static CommandRun run(Object... arguments) {
    return CommandRun.of(Commands.commandLine(new KafkaCommand(), Map.of()), arguments);
  }

  private ChildProcess start(Object... arguments) {
    return ChildProcess.of(KafkaCommand.class)
        .jvmFlags("-Djava.io.tmpdir=" + directory)
        .arguments(arguments)
        .startPiped(directory.resolve("kafka.log"));
  }
}
