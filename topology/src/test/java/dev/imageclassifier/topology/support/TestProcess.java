package dev.imageclassifier.topology.support;

import dev.imageclassifier.testkit.ChildProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Starts a program of this module in its own JVM with little memory. */
public final class TestProcess {
  private TestProcess() {}

  /** Starts {@link CrashTestMain}. */
  public static ChildProcess start(Path directory, String name, String... arguments) {
    return start(directory, name, CrashTestMain.class, arguments);
  }

  /** Starts a program. Its log file is {@code NAME.log} in the directory. */
  public static ChildProcess start(
      Path directory, String name, Class<?> program, String... arguments) {
    return builder(directory, program, List.of(), Map.of())
        .arguments((Object[]) arguments)
        .start(directory.resolve(name + ".log"));
  }

  /** Prepares a program with further JVM flags and environment variables. */
  public static ChildProcess.Builder builder(
      Path directory, Class<?> program, List<String> flags, Map<String, String> environment) {
    ChildProcess.Builder builder =
        ChildProcess.of(program)
            .jvmFlags(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ErrorFile=" + directory.resolve("hs_err_%p.log"),
                "-XX:-CreateCoredumpOnCrash")
            .jvmFlags(flags.toArray(String[]::new));
    environment.forEach(builder::environment);
    return builder;
  }
}
