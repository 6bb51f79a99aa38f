package dev.imageclassifier.cli;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands that start a program of this process's class path in a JVM of its own. */
public final class ChildJvm {
  private ChildJvm() {}

  /**
   * The command, to which the program's arguments are added.
   *
   * @param flags of the JVM, all that it gets
   * @param program a class with a {@code main} method
   */
  public static List<String> command(List<String> flags, Class<?> program) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    return command;
  }

  /** The flags of this JVM, but for those that would take a port which this process holds. */
  public static List<String> ownFlags() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !takesPort(flag))
        .toList();
  }

  private static boolean takesPort(String flag) {
    return flag.startsWith("-agentlib:jdwp")
        || flag.startsWith("-Xrunjdwp")
        || flag.startsWith("-Dcom.sun.management.jmxremote");
  }
}
