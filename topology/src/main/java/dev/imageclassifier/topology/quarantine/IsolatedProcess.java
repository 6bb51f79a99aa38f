package dev.imageclassifier.topology.quarantine;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imageclassifier.cli.ChildJvm;
import dev.imageclassifier.cli.DaemonThreads;
import dev.imageclassifier.contract.ClassificationResult;
import dev.imageclassifier.contract.Outcome;
import dev.imageclassifier.runtime.predict.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Classifies an image in a second JVM with the Java version, flags and class path of this one.
 * Writes the image to the standard input of that JVM and reads the result from its standard output.
 * Thread-safe.
 */
public final class IsolatedProcess implements IsolatedClassifier {
  private static final Logger LOG = LoggerFactory.getLogger(IsolatedProcess.class);

  /** Long enough to start a JVM and load a model, and half of the minimum transaction timeout. */
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** Exit codes after SIGHUP, SIGINT and SIGTERM, which a supervisor sends to all processes. */
  private static final Set<Integer> STOPPED = Set.of(129, 130, 143);

  private static final JsonMapper JSON = new JsonMapper();

  private final List<String> command;

  /** One of the two outcomes, and the model. */
  record Answer(
      Outcome.Labelled labelled, Outcome.Rejected rejected, ClassificationResult.Model model) {
    static Answer of(Outcome outcome, ClassificationResult.Model model) {
      return outcome instanceof Outcome.Labelled labelled
          ? new Answer(labelled, null, model)
          : new Answer(null, (Outcome.Rejected) outcome, model);
    }

    IsolatedResult result() {
      return new IsolatedResult(labelled == null ? rejected : labelled, model);
    }
  }

  /**
   * Creates a classifier that starts a program.
   *
   * @param program class with a {@code main} method that calls {@link #answer}
   * @param arguments arguments of the program
   */
  public IsolatedProcess(Class<?> program, List<String> arguments) {
    command = ChildJvm.command(ChildJvm.ownFlags(), program);
    command.addAll(arguments);
  }

  /** Runs one process at a time, because each needs the memory of a second classifier. */
  @Override
  public synchronized Optional<IsolatedResult> classify(byte[] image) {
    try {
      Process process = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
      try {
        return ask(process, image == null ? new byte[0] : image);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("error", e).log("cannot start a process for an isolated retry");
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted during an isolated retry.", e);
    }
  }

  private static Optional<IsolatedResult> ask(Process process, byte[] image)
      throws IOException, InterruptedException {
    CompletableFuture<byte[]> output =
        CompletableFuture.supplyAsync(() -> readAll(process.getInputStream()));
    try (OutputStream in = process.getOutputStream()) {
      in.write(image);
    } catch (IOException e) {
      LOG.debug("the process ended before it read the image", e);
    }
    if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException(
          "The isolated retry of an image took more than %d s.".formatted(TIMEOUT.toSeconds()));
    }
    if (STOPPED.contains(process.exitValue())) {
      throw new IllegalStateException("The isolated retry of an image was stopped.");
    }
    return process.exitValue() == 0
        ? Optional.of(JSON.readValue(lastLine(output.join()), Answer.class).result())
        : Optional.empty();
  }

  /** Ignores text that libraries print to standard output before the result. */
  private static String lastLine(byte[] output) {
    String text = new String(output, StandardCharsets.UTF_8);
    return text.substring(text.lastIndexOf('\n') + 1);
  }

  private static byte[] readAll(InputStream stream) {
    try {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The work of the second JVM: reads an image, classifies it and writes the result.
   *
   * @throws IOException when a stream fails
   */
  public static void answer(
      InputStream in, Session session, ClassificationResult.Model model, OutputStream out)
      throws IOException {
    exitAfterTimeout();
    byte[] image = in.readAllBytes();
    Outcome outcome = session.classify(List.of(image)).get(0);
    out.write('\n');
    JSON.writeValue(out, Answer.of(outcome, model));
  }

  /** Ends this process even if its parent no longer exists. */
  private static void exitAfterTimeout() {
    DaemonThreads.named("isolated-retry-timeout")
        .newThread(
            () -> {
              try {
                Thread.sleep(TIMEOUT.toMillis());
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              Runtime.getRuntime().halt(1);
            })
        .start();
  }
}
