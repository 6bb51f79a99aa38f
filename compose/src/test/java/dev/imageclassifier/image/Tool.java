package dev.imageclassifier.image;

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

/** A program that may be installed on this machine. */
record Tool(Path program) {
  private static final int PATIENCE_S = 180;

  /** Skips the test where the program is not there; in continuous integration that is a failure. */
  static Tool require(String name) {
    return require(name, name);
  }

  static Tool require(String name, String packageName) {
    Optional<Path> found = find(name);
    require(found.isPresent(), name, packageName);
    return new Tool(found.orElseThrow());
  }

  /** The same for a file that a package brings. */
  static void requireFile(Path file, String packageName) {
    require(Files.exists(file), file.toString(), packageName);
  }

  private static void require(boolean there, String what, String packageName) {
    String missing = "no " + what + " here: install the package " + packageName;
    if (!there && "true".equals(System.getenv("CI"))) {
      fail(missing);
    }
    assumeTrue(there, missing);
  }

  static Optional<Path> find(String name) {
    for (String directory : System.getenv("PATH").split(File.pathSeparator, -1)) {
      Path candidate = Path.of(directory).resolve(name);
      if (Files.isExecutable(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** Runs it to its end, which must be good, and answers what it printed. */
  String run(Path directory, Map<String, String> environment, String... arguments)
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
      if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        fail(command + " did not end within " + PATIENCE_S + " s");
      }
      String printed = Files.readString(output, StandardCharsets.UTF_8);
      assertEquals(0, process.exitValue(), command + ":\n" + printed);
      return printed;
    } finally {
      Files.delete(output);
    }
  }
}
