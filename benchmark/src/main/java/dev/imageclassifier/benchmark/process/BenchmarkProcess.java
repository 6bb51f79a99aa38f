package dev.imageclassifier.benchmark.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imageclassifier.benchmark.measure.Cost;
import dev.imageclassifier.cli.UserError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Another process of the benchmark. It prints one line when it is ready. After that, it may answer
 * each line on its standard input with one line of JSON. Not thread-safe.
 */
public final class BenchmarkProcess implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final BufferedReader out;
  private final PrintWriter in;
  private final Path errors;
  private final String advice;
  private String readyLine;

  private BenchmarkProcess(Process process, Path errors, String advice) {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.US_ASCII);
    this.in = new PrintWriter(process.outputWriter(StandardCharsets.US_ASCII), true);
    this.errors = errors;
    this.advice = advice;
  }

  /**
   * Starts a process and waits until it is ready.
   *
   * @param errors file that receives its standard error
   * @param advice a sentence that tells the user what to do if it does not start
   * @throws UserError if it does not start; the message contains its last line on standard error
   */
  public static BenchmarkProcess start(List<String> command, Path errors, String advice) {
    BenchmarkProcess process = launch(command, errors, advice);
    process.awaitReady();
    return process;
  }

  /** Starts a process and does not wait, so that several can start in parallel. */
  public static BenchmarkProcess launch(List<String> command, Path errors, String advice) {
    try {
      Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      return new BenchmarkProcess(process, errors, advice);
    } catch (IOException e) {
      throw new UserError("Cannot start " + command.get(0) + ". " + advice, e);
    }
  }

  /**
   * Waits until the process is ready.
   *
   * @throws UserError if it ends instead
   */
  public void awaitReady() {
    try {
      readyLine = out.readLine();
      if (readyLine == null) {
        throw new UserError(
            "A process of the benchmark failed to start: %s. %s".formatted(lastError(), advice));
      }
    } catch (IOException e) {
      throw new UserError("A process of the benchmark failed to start. " + advice, e);
    }
  }

  private String lastError() throws IOException {
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

  /** Reads the cost that another process measured from its answer. */
  public static Cost cost(int images, JsonNode answer) {
    return new Cost(
        images,
        answer.get("seconds").asDouble(),
        answer.get("cpu").asDouble(),
        OptionalDouble.empty());
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
