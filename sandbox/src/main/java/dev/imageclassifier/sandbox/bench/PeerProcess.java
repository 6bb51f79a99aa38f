package dev.imageclassifier.sandbox.bench;

import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.runtime.preprocess.Preprocessing;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Python process that does the same work with Pillow, TorchVision and Flask. */
final class PeerProcess implements AutoCloseable {
  private static final String SCRIPT = "peers.py";

  private final Process process;
  private final BufferedReader out;
  private final PrintWriter in;
  private final String greeting;

  private PeerProcess(Process process, BufferedReader out, String greeting) {
    this.process = process;
    this.out = out;
    this.greeting = greeting;
    this.in = new PrintWriter(process.outputWriter(StandardCharsets.US_ASCII), true);
  }

  /**
   * Starts it and waits for its first line.
   *
   * @param python the interpreter, which must have the modules
   * @param directory where the script may lie
   * @param words its arguments before the preprocessing numbers
   * @throws UserError when it does not start, with what it said
   */
  static PeerProcess start(
      String python, Path directory, Preprocessing numbers, List<String> words) {
    Path said = directory.resolve("peer-" + words.get(0) + ".txt");
    try (InputStream script = PeerProcess.class.getResourceAsStream(SCRIPT)) {
      Path file = directory.resolve(SCRIPT);
      Files.copy(script, file, StandardCopyOption.REPLACE_EXISTING);
      List<String> command = new ArrayList<>(List.of(python, file.toString()));
      command.addAll(words);
      command.add(text(numbers));
      Process process = new ProcessBuilder(command).redirectError(said.toFile()).start();
      BufferedReader out = process.inputReader(StandardCharsets.US_ASCII);
      String greeting = out.readLine();
      if (greeting == null) {
        throw new UserError(
            "The comparison with Python cannot start: "
                + lastLine(said)
                + ". It needs flask, torch and torchvision: install them, or name another"
                + " interpreter with --python.");
      }
      return new PeerProcess(process, out, greeting);
    } catch (IOException e) {
      throw new UserError(
          "The interpreter " + python + " cannot be started: give --python one that has torch.", e);
    }
  }

  private static String text(Preprocessing numbers) {
    return Stream.of(
            Stream.of(numbers.resizeShort(), numbers.height(), numbers.width()),
            numbers.mean().stream(),
            numbers.std().stream())
        .flatMap(part -> part)
        .map(Object::toString)
        .collect(Collectors.joining(","));
  }

  private static String lastLine(Path said) throws IOException {
    List<String> lines = Files.readAllLines(said, StandardCharsets.UTF_8);
    return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1).strip();
  }

  /** What it said first. */
  String greeting() {
    return greeting;
  }

  /** Sends a line and waits for the answer. */
  String ask(String line) {
    in.println(line);
    try {
      String answer = out.readLine();
      if (answer == null) {
        throw new IllegalStateException("The Python process has ended.");
      }
      return answer;
    } catch (IOException e) {
      throw new IllegalStateException("The Python process does not answer.", e);
    }
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
