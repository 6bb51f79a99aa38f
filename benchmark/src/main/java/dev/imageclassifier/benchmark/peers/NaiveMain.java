package dev.imageclassifier.benchmark.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imageclassifier.benchmark.loop.ImageWorker;
import dev.imageclassifier.benchmark.loop.LoopBenchmark;
import dev.imageclassifier.benchmark.measure.ImageSet;
import dev.imageclassifier.benchmark.measure.Row;
import dev.imageclassifier.benchmark.measure.Sample;
import dev.imageclassifier.runtime.bundle.BundleReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The process of row e. Arguments: the bundle, a directory of images, and the number of threads.
 * Each line on standard input is a number of images; each answer is one line of JSON.
 */
public final class NaiveMain {
  private NaiveMain() {}

  /** Runs until standard input ends. */
  public static void main(String... arguments) throws IOException, InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
    ImageSet images = ImageSet.of(Path.of(arguments[1]));
    int threads = Integer.parseInt(arguments[2]);
    try (NaiveClassifier model = NaiveClassifier.load(BundleReader.read(Path.of(arguments[0])));
        LoopBenchmark loop =
            new LoopBenchmark(Row.NAIVE, images, workers(model, threads), 1, () -> {})) {
      out.println(model.scripted());
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        out.println(json(loop.measure(Integer.parseInt(line))));
      }
    }
  }

  private static List<ImageWorker> workers(NaiveClassifier model, int threads) {
    return LoopBenchmark.workers(
        threads,
        () ->
            (images, tally) ->
                images.forEach(image -> tally.image(model.classify(image).isPresent())));
  }

  private static String json(Sample sample) {
    return new ObjectMapper()
        .createObjectNode()
        .put("seconds", sample.cost().seconds())
        .put("cpu", sample.cost().cpuSeconds())
        .put("labelled", sample.outcomes().labelled())
        .put("peak", sample.peakBytes().orElse(0))
        .toString();
  }
}
