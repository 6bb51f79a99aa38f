package dev.imageclassifier.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imageclassifier.runtime.bundle.BundleReader;
import dev.imageclassifier.runtime.predict.NaiveBaseline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Row e in a process of its own, because libtorch's settings are made once in a process. Arguments:
 * the bundle, a folder of pictures, threads. Each line on standard input is a number of pictures,
 * each answer a line of JSON.
 */
public final class NaiveMain {
  private NaiveMain() {}

  /** Runs until standard input ends. */
  public static void main(String... arguments) throws IOException, InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
    Corpus corpus = Corpus.of(Path.of(arguments[1]));
    try (NaiveBaseline model = NaiveBaseline.load(BundleReader.read(Path.of(arguments[0])));
        LoopPart loop =
            new LoopPart(
                Row.NAIVE,
                corpus,
                Integer.parseInt(arguments[2]),
                1,
                () -> new NaiveWorker(model),
                () -> false)) {
      out.println(model.scripted());
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        out.println(json(loop.measure(Integer.parseInt(line))));
      }
    }
  }

  private static String json(Sample sample) {
    ObjectNode node = new ObjectMapper().createObjectNode();
    node.put("seconds", sample.effort().seconds())
        .put("cpu", sample.effort().cpuSeconds())
        .put("labelled", sample.account().labelled())
        .put("failed", sample.account().deadLettered())
        .put("peak", sample.peakBytes().orElse(0));
    sample.latenciesMs().forEach(node.putArray("latencies")::add);
    return node.toString();
  }
}
