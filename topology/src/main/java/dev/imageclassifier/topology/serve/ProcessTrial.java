package dev.imageclassifier.topology.serve;

import dev.imageclassifier.runtime.predict.Session;
import dev.imageclassifier.topology.brake.Trial;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries a picture in a JVM like this one: the same Java, flags, class path and arguments. The
 * picture goes to its standard input, and the exit code says whether it came through. Thread-safe.
 */
final class ProcessTrial implements Trial {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessTrial.class);

  /** Start of a JVM and a model, generously, and half of the transaction's default timeout. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Exit codes after SIGHUP, SIGINT and SIGTERM, which a terminal or a supervisor sends to all. */
  private static final Set<Integer> STOPPED = Set.of(129, 130, 143);

  private final List<String> command = new ArrayList<>();

  /**
   * Trials by a program that calls {@link #attend}.
   *
   * @param program its class, with a {@code main} method
   */
  ProcessTrial(Class<?> program, List<String> arguments) {
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !takesPort(flag))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(arguments);
  }

  /** This process holds the port already, and the other would not start. */
  private static boolean takesPort(String flag) {
    return flag.startsWith("-agentlib:jdwp")
        || flag.startsWith("-Xrunjdwp")
        || flag.startsWith("-Dcom.sun.management.jmxremote");
  }

  @Override
  public boolean survives(byte[] picture) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start();
      try {
        return survives(process, picture == null ? new byte[0] : picture);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      LOG.warn("no process can be started for a trial: {}", e.toString());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean survives(Process process, byte[] picture)
      throws IOException, InterruptedException {
    try (OutputStream in = process.getOutputStream()) {
      in.write(picture);
    } catch (IOException e) {
      LOG.debug("it ended before it had read the picture", e);
    }
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      LOG.warn("the trial took more than {} s", PATIENCE.toSeconds());
      return false;
    }
    LOG.info("the trial ended with exit code {}", process.exitValue());
    // stopped from outside, together with this process most likely: nobody's fault
    return process.exitValue() == 0 || STOPPED.contains(process.exitValue());
  }

  /** The other side: classifies the picture that comes in. */
  static void attend(InputStream in, Session session) throws IOException {
    endInAnyCase();
    session.classify(List.of(in.readAllBytes()));
  }

  /** Whoever waits for this process may be gone. */
  private static void endInAnyCase() {
    Thread watch =
        new Thread(
            () -> {
              try {
                Thread.sleep(PATIENCE.toMillis());
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              Runtime.getRuntime().halt(1);
            },
            "end-of-trial");
    watch.setDaemon(true);
    watch.start();
  }
}
