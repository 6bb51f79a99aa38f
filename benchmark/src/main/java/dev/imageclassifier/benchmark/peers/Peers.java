package dev.imageclassifier.benchmark.peers;

import dev.imageclassifier.benchmark.measure.ImageSet;
import dev.imageclassifier.benchmark.measure.Row;
import dev.imageclassifier.benchmark.process.BenchmarkProcess;
import dev.imageclassifier.cli.ChildJvm;
import dev.imageclassifier.runtime.bundle.ModelBundle;
import dev.imageclassifier.runtime.preprocess.PreprocessSettings;
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
 * Starts the programs of rows e, p and w.
 *
 * @param bundle the model
 * @param images images that the programs read
 * @param directory receives scripts, images and the standard error of the programs
 * @param python interpreter with flask, torch and torchvision, for rows p and w
 */
public record Peers(ModelBundle bundle, ImageSet images, Path directory, String python) {
  private static final String SCRIPT = "peers.py";
  private static final String ADVICE =
      "Rows p and w need flask, torch and torchvision: install them, or choose an interpreter that"
          + " has them with --python.";

  /**
   * Row e: DJL's stock translator with the default settings of DJL. It needs a separate process
   * because a process reads the settings of libtorch only once. The ready line states whether the
   * bundle contains {@value NaiveClassifier#SCRIPTED}.
   */
  public PeerBenchmark naive(int threads) {
    int cores = Runtime.getRuntime().availableProcessors();
    // The defaults of DJL and libtorch for threads and optimiser; no network and no telemetry.
    List<String> flags =
        List.of(
            "-Dai.djl.pytorch.num_threads=" + cores,
            "-Dai.djl.pytorch.num_interop_threads=" + cores,
            "-Dai.djl.pytorch.graph_optimizer=true",
            "-Dai.djl.offline=true",
            "-DOPT_OUT_TRACKING=true",
            "-Djava.awt.headless=true");
    List<String> command = ChildJvm.command(flags, NaiveMain.class);
    command.add(bundle.directory().toString());
    command.add(imageDirectory());
    command.add(Integer.toString(threads));
    Path errors = directory.resolve("naive.txt");
    return new PeerBenchmark(
        Row.NAIVE, BenchmarkProcess.start(command, errors, "Omit row e with --rows a,b,c,d."));
  }

  /** Row p: the work of row b by Pillow and TorchVision, on one thread. */
  public PeerBenchmark pillow() {
    return new PeerBenchmark(Row.PILLOW, startPython("read", imageDirectory()));
  }

  /** The web service of row w. Its ready line is its port. */
  BenchmarkProcess startWebService() {
    return startPython("web");
  }

  private String imageDirectory() {
    return images.writeTo(directory.resolve("images")).toString();
  }

  private BenchmarkProcess startPython(String... arguments) {
    Path script = directory.resolve(SCRIPT);
    try (InputStream content = Peers.class.getResourceAsStream(SCRIPT)) {
      Files.copy(content, script, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + script, e);
    }
    List<String> command = new ArrayList<>(List.of(python, script.toString()));
    command.addAll(List.of(arguments));
    command.add(specArgument(bundle.preprocessing()));
    return BenchmarkProcess.start(command, directory.resolve(arguments[0] + ".txt"), ADVICE);
  }

  private static String specArgument(PreprocessSettings spec) {
    return Stream.of(
            Stream.of(spec.resizeShort(), spec.height(), spec.width()),
            spec.mean().stream(),
            spec.std().stream())
        .flatMap(part -> part)
        .map(Object::toString)
        .collect(Collectors.joining(","));
  }
}
