package dev.imageclassifier.topology.support;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A JVM of its own that runs one of our programs. */
public final class TestProcess implements AutoCloseable {
  private final Process process;
  private final Path log;

  private TestProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** A {@link CrashTestMain}. */
  public static TestProcess start(Path directory, String name, String... arguments) {
    return start(directory, name, CrashTestMain.class, arguments);
  }

  /** Any program; its log is the file of that name. */
  public static TestProcess start(
      Path directory, String name, Class<?> program, String... arguments) {
    return start(directory, name, program, List.of(), Map.of(), arguments);
  }

  /** Any program, with more flags for the JVM and more variables. */
  public static TestProcess start(
      Path directory,
      String name,
      Class<?> program,
      List<String> flags,
      Map<String, String> environment,
      String... arguments) {
    Path log = directory.resolve(name + ".log");
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ErrorFile=" + directory.resolve("hs_err_%p.log"),
                "-XX:-CreateCoredumpOnCrash",
                "-Dimageclassifier.models=" + System.getProperty("imageclassifier.models"),
                "-cp",
                classPath));
    command.addAll(flags);
    command.add(program.getName());
    command.addAll(List.of(arguments));
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().putAll(environment);
      return new TestProcess(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGKILL: no hook runs, no file is flushed. */
  public void halt() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** SIGTERM: the process closes its pipeline and ends. */
  public void terminate() {
    process.destroy();
    awaitEnd();
  }

  /** Waits for something that this process brings about; fails when it ends before. */
  public void await(BooleanSupplier condition, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(alive() && System.nanoTime() < deadline, log());
      Thread.sleep(50);
    }
  }

  public int awaitEnd() {
    try {
      if (!process.waitFor(3, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("the process did not end within 3 minutes:\n" + log());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public boolean alive() {
    return process.isAlive();
  }

  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
