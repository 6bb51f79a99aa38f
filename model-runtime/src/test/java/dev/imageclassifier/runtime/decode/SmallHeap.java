package dev.imageclassifier.runtime.decode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a class of the tests in a process of its own. */
final class SmallHeap {
  private SmallHeap() {}

  /** What the process prints; an error of memory ends it, even where it is caught. */
  static String run(Class<?> main, String heap, String... arguments)
      throws IOException, InterruptedException {
    return run(main, List.of(heap, "-XX:+ExitOnOutOfMemoryError"), arguments);
  }

  /** The same with any flags; its standard error is this process's own. */
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
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said.replace("\r", "");
  }
}
