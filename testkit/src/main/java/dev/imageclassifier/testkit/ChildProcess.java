package dev.imageclassifier.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * A Java program in its own JVM, with the class path of the test.
 *
 * <pre>{@code
 * try (ChildProcess child =
 *     ChildProcess.of(RunCommand.class)
 *         .jvmFlags("-Xmx512m")
 *         .arguments("--bootstrap-server", broker.bootstrapServers())
 *         .start(directory.resolve("run.log"))) {
 *   child.await("the pipeline is ready", () -> isReady());
 *   child.kill();
 * }
 * }</pre>
 */
public final class ChildProcess implements AutoCloseable {
  private static final Duration EXIT_TIMEOUT = Duration.ofMinutes(3);

  private final Process process;
  private final Path log;

  private ChildProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Prepares a JVM for this main class. */
  public static Builder of(Class<?> mainClass) {
    return new Builder(mainClass);
  }

  /** The process, for tests that read its output or send it a signal. */
  public Process process() {
    return process;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** The content of the log file. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Waits for a condition. Fails when the process ends first or after three minutes. */
  public void await(String description, Callable<Boolean> condition) {
    Await.until(
        description,
        () -> {
          boolean alive = isAlive(); // read first: the process may meet the condition and exit
          if (condition.call()) {
            return true;
          }
          if (!alive) {
            throw new AssertionError(
                "The process exited before: %s%n%s".formatted(description, log()));
          }
          return false;
        });
  }

  /** Waits for the end of the process and returns its exit code. Fails after three minutes. */
  public int awaitExit() {
    try {
      if (!process.waitFor(EXIT_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(
            "The process did not exit within %d s:%n%s".formatted(EXIT_TIMEOUT.toSeconds(), log()));
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Sends SIGKILL and waits for the end: no shutdown hook runs and no buffer is flushed. */
  public void kill() {
    process.destroyForcibly();
    awaitExit();
  }

  /** Sends SIGTERM, waits for the end and returns the exit code. */
  public int terminate() {
    process.toHandle().destroy(); // Process.destroy() would also close the output streams
    return awaitExit();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Collects the parts of the command line. */
  public static final class Builder {
    private final Class<?> mainClass;
    private final List<String> jvmFlags = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private final ProcessBuilder process = new ProcessBuilder();

    private Builder(Class<?> mainClass) {
      this.mainClass = mainClass;
      for (String property : List.of("imageclassifier.models", "java.awt.headless")) {
        if (System.getProperty(property) != null) {
          jvmFlags.add("-D%s=%s".formatted(property, System.getProperty(property)));
        }
      }
    }

    public Builder jvmFlags(String... flags) {
      jvmFlags.addAll(List.of(flags));
      return this;
    }

    public Builder environment(String name, String value) {
      process.environment().put(name, value);
      return this;
    }

    public Builder workingDirectory(Path directory) {
      process.directory(directory.toFile());
      return this;
    }

    /** Adds arguments. Each is passed as its {@code toString()}. */
    public Builder arguments(Object... more) {
      arguments.addAll(Arrays.stream(more).map(Object::toString).toList());
      return this;
    }

    /** Starts the process. Standard output and standard error are appended to the log file. */
    public ChildProcess start(Path log) {
      process.redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile()));
      return launch(log);
    }

    /** Starts the process. Standard output is written to {@code out}, standard error to the log. */
    public ChildProcess start(Path out, Path log) {
      process.redirectOutput(out.toFile()).redirectError(Redirect.appendTo(log.toFile()));
      return launch(log);
    }

    /**
     * Starts the process. The test reads standard output from {@link ChildProcess#process()};
     * standard error is appended to the log file.
     */
    public ChildProcess startPiped(Path log) {
      process.redirectError(Redirect.appendTo(log.toFile()));
      return launch(log);
    }

    private ChildProcess launch(Path log) {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(jvmFlags);
      command.add("-cp");
      command.add(
          System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
      command.add(mainClass.getName());
      command.addAll(arguments);
      try {
        return new ChildProcess(process.command(command).start(), log);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
