package dev.imageclassifier.runtime.decode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a main class of the tests in another JVM. */
final class ChildJvm {
  private ChildJvm() {}

  /** Returns the standard output. The JVM exits on an OutOfMemoryError, even if it is caught. */
  static String run(Class<?> main, String heap, String... arguments)
      throws IOException, InterruptedException {
    return run(main, List.of(heap, "-XX:+ExitOnOutOfMemoryError"), arguments);
  }

  /** Runs the class with these JVM flags and returns its standard output. */
  static String run(Class<?> main, List<String> flags, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output.replace("\r", "");
  }
}
