package dev.imageclassifier.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A program that may be missing on this machine. A test that requires a missing program is skipped;
 * with the environment variable {@code CI=true} it fails.
 */
public record ExternalTool(Path program) {
  private static final int TIMEOUT_SECONDS = 180;

  /** Finds a program on the PATH whose package has the same name. */
  public static ExternalTool require(String name) {
    return require(name, name);
  }

  /** Finds a program on the PATH. The message for a missing program names the package. */
  public static ExternalTool require(String name, String packageName) {
    Optional<Path> found = find(name);
    requirePresent(found.isPresent(), name, packageName);
    return new ExternalTool(found.orElseThrow());
  }

  /** Requires a file that a package installs. */
  public static void requireFile(Path file, String packageName) {
    requirePresent(Files.exists(file), file.toString(), packageName);
  }

  /** Finds a program on the PATH. */
  public static Optional<Path> find(String name) {
    for (String directory : System.getenv("PATH").split(File.pathSeparator, -1)) {
      Path candidate = Path.of(directory).resolve(name);
      if (Files.isExecutable(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private static void requirePresent(boolean present, String name, String packageName) {
    String missing = "'%s' is missing: install the package %s".formatted(name, packageName);
    if (!present && "true".equals(System.getenv("CI"))) {
      fail(missing);
    }
    assumeTrue(present, missing);
  }

  /**
   * Runs the program and returns its output. Fails when the exit code is not 0 or after three
   * minutes.
   */
  public String run(Path directory, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile("tool", ".log");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        fail("%s did not exit within %d s".formatted(command, TIMEOUT_SECONDS));
      }
      String printed = Files.readString(output, StandardCharsets.UTF_8);
      assertEquals(0, process.exitValue(), () -> command + ":\n" + printed);
      return printed;
    } finally {
      Files.delete(output);
    }
  }
}
