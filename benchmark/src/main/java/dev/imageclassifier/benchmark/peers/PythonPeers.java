package dev.imageclassifier.benchmark.peers;

import dev.imageclassifier.benchmark.measure.ImageSet;
import dev.imageclassifier.benchmark.process.BenchmarkProcess;
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

/**
 * Starts the Python programs of rows p and w.
 *
 * @param python interpreter with flask, torch and torchvision
 * @param directory receives the script, the images and the standard error of the programs
 * @param spec preprocessing of the model
 */
public record PythonPeers(String python, Path directory, Preprocessing spec) {
  private static final String SCRIPT = "peers.py";
  private static final String ADVICE =
      "Rows p and w need flask, torch and torchvision: install them, or choose an interpreter that"
          + " has them with --python.";

  /** Starts the program that decodes and preprocesses the images. */
  BenchmarkProcess startReader(ImageSet images) {
    return start("read", images.writeTo(directory.resolve("images")).toString());
  }

  /** Starts the web service. Its ready line is its port. */
  BenchmarkProcess startWebService() {
    return start("web");
  }

  private BenchmarkProcess start(String... arguments) {
    Path script = directory.resolve(SCRIPT);
    try (InputStream content = PythonPeers.class.getResourceAsStream(SCRIPT)) {
      Files.copy(content, script, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + script, e);
    }
    List<String> command = new ArrayList<>(List.of(python, script.toString()));
    command.addAll(List.of(arguments));
    command.add(specArgument());
    return BenchmarkProcess.start(command, directory.resolve(arguments[0] + ".txt"), ADVICE);
  }

  private String specArgument() {
    return Stream.of(
            Stream.of(spec.resizeShort(), spec.height(), spec.width()),
            spec.mean().stream(),
            spec.std().stream())
        .flatMap(part -> part)
        .map(Object::toString)
        .collect(Collectors.joining(","));
  }
}
