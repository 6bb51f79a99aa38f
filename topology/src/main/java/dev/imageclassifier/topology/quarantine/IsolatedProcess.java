package dev.imageclassifier.topology.quarantine;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imageclassifier.cli.ChildJvm;
import dev.imageclassifier.contract.Outcome.Rejected;
import dev.imageclassifier.runtime.predict.ModelIdentity;
import dev.imageclassifier.runtime.predict.Outcome;
import dev.imageclassifier.runtime.predict.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries a picture in a JVM like this one: the same Java, flags, class path and arguments. The
 * picture goes to its standard input, and the answer comes from its standard output. Thread-safe.
 */
public final class IsolatedProcess implements IsolatedClassifier {
  private static final Logger LOG = LoggerFactory.getLogger(IsolatedProcess.class);

  /** Start of a JVM and a model, generously, and half of the transaction's default timeout. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Exit codes after SIGHUP, SIGINT and SIGTERM, which a terminal or a supervisor sends to all. */
  private static final Set<Integer> STOPPED = Set.of(129, 130, 143);

  private static final JsonMapper JSON = new JsonMapper();

  private final List<String> command;

  /** Labels or a rejection, one of the two. */
  record Answer(Outcome.Labelled labelled, Rejected rejected, ModelIdentity model) {
    IsolatedResult testimony() {
      return new IsolatedResult(labelled == null ? new Outcome.Refused(rejected) : labelled, model);
    }
  }

  /**
   * Trials by a program that calls {@link #attend}.
   *
   * @param program its class, with a {@code main} method
   */
  public IsolatedProcess(Class<?> program, List<String> arguments) {
    command = ChildJvm.command(ChildJvm.ownFlags(), program);
    command.addAll(arguments);
  }

  /** One after the other: each takes the memory of a second classifier. */
  @Override
  public synchronized Optional<IsolatedResult> classify(byte[] picture) {
    try {
      Process process = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
      try {
        return answer(process, picture == null ? new byte[0] : picture);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      LOG.warn("no process could be started for a trial: {}", e.toString());
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted during the trial of a picture.", e);
    }
  }

  private static Optional<IsolatedResult> answer(Process process, byte[] picture)
      throws IOException, InterruptedException {
    CompletableFuture<byte[]> answer =
        CompletableFuture.supplyAsync(() -> all(process.getInputStream()));
    try (OutputStream in = process.getOutputStream()) {
      in.write(picture);
    } catch (IOException e) {
      LOG.debug("it ended before it had read the picture", e);
    }
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException(
          "The trial of a picture took more than " + PATIENCE.toSeconds() + " s.");
    }
    if (STOPPED.contains(process.exitValue())) {
      throw new IllegalStateException("The trial of a picture was stopped from outside.");
    }
    return process.exitValue() == 0
        ? Optional.of(JSON.readValue(answer.join(), Answer.class).testimony())
        : Optional.empty();
  }

  private static byte[] all(InputStream stream) {
    try {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The other side: classifies the picture that comes in, and answers. */
  public static void attend(InputStream in, Session session, ModelIdentity model, OutputStream out)
      throws IOException {
    endInAnyCase();
    Outcome outcome = session.classify(List.of(in.readAllBytes())).get(0);
    JSON.writeValue(
        out, outcome.fold(l -> new Answer(l, null, model), r -> new Answer(null, r, model)));
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
