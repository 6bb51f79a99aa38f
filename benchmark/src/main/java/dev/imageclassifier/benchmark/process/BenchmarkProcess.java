package dev.imageclassifier.benchmark.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imageclassifier.cli.UserError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Another process of the benchmark. It prints one line when it is ready. After that, it may answer
 * each line on its standard input with one line of JSON. Not thread-safe.
 */
public final class BenchmarkProcess implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final BufferedReader out;
  private final PrintWriter in;
  private final String readyLine;

  private BenchmarkProcess(Process process) throws IOException {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.US_ASCII);
    this.in = new PrintWriter(process.outputWriter(StandardCharsets.US_ASCII), true);
    this.readyLine = out.readLine();
  }

  /**
   * Starts a process and waits until it is ready.
   *
   * @param errors file that receives its standard error
   * @param advice what the user can do if it does not start, as a sentence
   * @throws UserError if it does not start; the message contains its last line on standard error
   */
  public static BenchmarkProcess start(List<String> command, Path errors, String advice) {
    try {
      Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      BenchmarkProcess started = new BenchmarkProcess(process);
      if (started.readyLine == null) {
        throw new UserError(
            "A process of the benchmark failed to start: %s. %s"
                .formatted(lastLine(errors), advice));
      }
      return started;
    } catch (IOException e) {
      throw new UserError("Cannot start " + command.get(0) + ". " + advice, e);
    }
  }

  private static String lastLine(Path errors) throws IOException {
    List<String> lines = Files.readAllLines(errors, StandardCharsets.UTF_8);
    return lines.isEmpty()
        ? "it printed no error"
        : lines.get(lines.size() - 1).replaceFirst("[.\\s]+$", "");
  }

  /** The line that it printed when it was ready. */
  public String readyLine() {
    return readyLine;
  }

  /** Sends a line and waits for the answer. */
  public JsonNode ask(String line) {
    send(line);
    return receive();
  }

  /** Sends a line; {@link #receive} returns the answer. */
  public void send(String line) {
    in.println(line);
  }

  /** Waits for the answer to the oldest unanswered line. */
  public JsonNode receive() {
    try {
      String answer = out.readLine();
      if (answer == null) {
        throw new IllegalStateException("A process of the benchmark has ended");
      }
      return JSON.readTree(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A process of the benchmark sent invalid JSON", e);
    } catch (IOException e) {
      throw new IllegalStateException("Cannot read from a process of the benchmark", e);
    }
  }

  /** CPU time of the process so far. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Kills the process and waits until it has ended. */
  @Override
  public void close() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
