package dev.imageclassifier.benchmark;

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
import java.util.OptionalDouble;

/**
 * A process beside this one that does the same work in another way: it greets with a line, then
 * answers each line with one of JSON.
 */
final class PeerProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;
  private final PrintWriter in;
  private final Path said;
  private final String advice;
  private String greeting;

  private PeerProcess(Process process, Path said, String advice) {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.US_ASCII);
    this.in = new PrintWriter(process.outputWriter(StandardCharsets.US_ASCII), true);
    this.said = said;
    this.advice = advice;
  }

  /**
   * Starts it and waits for its greeting.
   *
   * @param said where its standard error goes
   * @param advice what to do when it does not start, a sentence
   * @throws UserError when it does not start, with the last it said
   */
  static PeerProcess start(List<String> command, Path said, String advice) {
    PeerProcess peer = launch(command, said, advice);
    peer.awaitGreeting();
    return peer;
  }

  /** The same without the wait, for those that start at the same time. */
  static PeerProcess launch(List<String> command, Path said, String advice) {
    try {
      Process process = new ProcessBuilder(command).redirectError(said.toFile()).start();
      return new PeerProcess(process, said, advice);
    } catch (IOException e) {
      throw new UserError(command.get(0) + " cannot be started. " + advice, e);
    }
  }

  /**
   * Waits until it greets.
   *
   * @throws UserError when it ends instead, with the last it said
   */
  void awaitGreeting() {
    try {
      greeting = out.readLine();
      if (greeting == null) {
        throw new UserError(
            "Another process of the benchmark cannot start: " + lastLine(said) + ". " + advice);
      }
    } catch (IOException e) {
      throw new UserError("Another process of the benchmark cannot start. " + advice, e);
    }
  }

  private static String lastLine(Path said) throws IOException {
    List<String> lines = Files.readAllLines(said, StandardCharsets.UTF_8);
    return lines.isEmpty()
        ? "it said nothing"
        : lines.get(lines.size() - 1).replaceFirst("[.\\s]+$", "");
  }

  /** What it said first. */
  String greeting() {
    return greeting;
  }

  /** Sends a number and waits for the answer. */
  JsonNode ask(int count) {
    return ask(Integer.toString(count));
  }

  /** Sends a line and waits for the answer. */
  JsonNode ask(String line) {
    tell(line);
    return hear();
  }

  /** Sends a line; {@link #hear} has the answer. */
  void tell(String line) {
    in.println(line);
  }

  /** Waits for the answer to the line that was sent last. */
  JsonNode hear() {
    try {
      String answer = out.readLine();
      if (answer == null) {
        throw new IllegalStateException("Another process of the benchmark has ended.");
      }
      return new ObjectMapper().readTree(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Another process of the benchmark answers no JSON.", e);
    } catch (IOException e) {
      throw new IllegalStateException("Another process of the benchmark does not answer.", e);
    }
  }

  /** What the pictures of an answer cost, by the other process's own clocks. */
  static Effort effort(int pictures, JsonNode answer) {
    return new Effort(
        pictures,
        answer.get("seconds").asDouble(),
        answer.get("cpu").asDouble(),
        OptionalDouble.empty());
  }

  /** CPU time of the process so far. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
