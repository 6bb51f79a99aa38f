package dev.imageclassifier.cli;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Builds commands that start a program from this process's class path in a child JVM. */
public final class ChildJvm {
  private ChildJvm() {}

  /**
   * The command; add the program's arguments to it.
   *
   * @param flags all flags of the child JVM
   * @param program a class with a {@code main} method
   */
  public static List<String> command(List<String> flags, Class<?> program) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    return command;
  }

  /**
   * The flags of this JVM, without flags that open a port, because this process already uses that
   * port.
   */
  public static List<String> ownFlags() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !opensPort(flag))
        .toList();
  }

  private static boolean opensPort(String flag) {
    return flag.startsWith("-agentlib:jdwp")
        || flag.startsWith("-Xrunjdwp")
        || flag.startsWith("-Dcom.sun.management.jmxremote");
  }
}
