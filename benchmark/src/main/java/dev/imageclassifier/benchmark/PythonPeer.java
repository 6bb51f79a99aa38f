package dev.imageclassifier.benchmark;

import dev.imageclassifier.runtime.preprocess.Preprocessing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts the Python programs that do the same with Pillow, TorchVision and Flask. */
final class PythonPeer {
  private static final String SCRIPT = "peers.py";

  private PythonPeer() {}

  /**
   * Starts one.
   *
   * @param python the interpreter, which must have the modules
   * @param directory where the script may lie
   * @param words its arguments before the preprocessing numbers
   */
  static PeerProcess start(
      String python, Path directory, Preprocessing numbers, List<String> words) {
    Path file = directory.resolve(SCRIPT);
    try (InputStream script = PythonPeer.class.getResourceAsStream(SCRIPT)) {
      Files.copy(script, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("The comparison's program cannot be written.", e);
    }
    List<String> command = new ArrayList<>(List.of(python, file.toString()));
    command.addAll(words);
    command.add(text(numbers));
    return PeerProcess.start(
        command,
        directory.resolve(words.get(0) + ".txt"),
        "The rows p and w need flask, torch and torchvision: install them, or name an interpreter"
            + " that has them with --python.");
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
}
