package dev.imageclassifier.packaging;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.imageclassifier.testkit.ExternalTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program of a container image, started with the restrictions of a container. */
final class ConfinedProcess implements AutoCloseable {
  private static final Path SCRIPT =
      ComposeFiles.COMPOSE.resolve(Path.of("src", "test", "resources", "confined.sh"));
  private static final long TIMEOUT_NS = TimeUnit.MINUTES.toNanos(3);

  private static final Pattern ADDRESS = Pattern.compile("http://[^:/]+:(\\d+)/");

  private final Process process;
  private final Path log;
  private final String image;

  private ConfinedProcess(Process process, Path log, String image) {
    this.process = process;
    this.log = log;
    this.image = image;
  }

  /** Skips the test when mount namespaces are not available. */
  static void require() throws IOException, InterruptedException {
    boolean possible =
        ExternalTool.find("unshare").isPresent()
            && ExternalTool.find("setpriv").isPresent()
            && new ProcessBuilder("unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor()
                == 0;
    assumeTrue(possible, "requires Linux, root, unshare and setpriv");
  }

  static ConfinedProcess start(
      String image,
      String program,
      Path log,
      Map<String, String> environment,
      List<String> arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "unshare",
                "--mount",
                "bash",
                SCRIPT.toString(),
                ComposeFiles.IMAGES.resolve(image).toString(),
                program));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_OPTS", "");
    builder.environment().putAll(environment);
    return new ConfinedProcess(builder.start(), log, image);
  }

  /** Waits until the log contains the address of the HTTP server and returns its port. */
  int awaitPort() throws IOException, InterruptedException {
    long start = System.nanoTime();
    Matcher address = ADDRESS.matcher(log());
    while (!address.find()) {
      if (!process.isAlive() || System.nanoTime() - start > TIMEOUT_NS) {
        throw new AssertionError("No port in the log of %s:%n%s".formatted(image, log()));
      }
      Thread.sleep(100);
      address = ADDRESS.matcher(log());
    }
    return Integer.parseInt(address.group(1));
  }

  /** Waits until the health check of the container image succeeds. */
  void awaitHealthy(int port, String path) throws IOException, InterruptedException {
    long start = System.nanoTime();
    String check = ComposeFiles.IMAGES.resolve(image).resolve(Path.of("bin", "healthy")).toString();
    while (new ProcessBuilder(check, Integer.toString(port), path)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        != 0) {
      if (!process.isAlive() || System.nanoTime() - start > TIMEOUT_NS) {
        throw new AssertionError("%s does not become healthy:%n%s".formatted(image, log()));
      }
      Thread.sleep(100);
    }
  }

  /** Reads a file of the process in {@code /proc}. */
  List<String> proc(String name) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), name));
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  /** Sends SIGTERM and returns the exit code. */
  int terminate() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(TIMEOUT_NS, TimeUnit.NANOSECONDS)) {
      throw new AssertionError(image + " does not exit");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
