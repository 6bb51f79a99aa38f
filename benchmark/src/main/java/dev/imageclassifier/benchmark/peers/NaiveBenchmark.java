package dev.imageclassifier.benchmark.peers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imageclassifier.benchmark.measure.ImageSet;
import dev.imageclassifier.benchmark.measure.OutcomeCounts;
import dev.imageclassifier.benchmark.measure.Row;
import dev.imageclassifier.benchmark.measure.RowBenchmark;
import dev.imageclassifier.benchmark.measure.Sample;
import dev.imageclassifier.benchmark.process.BenchmarkProcess;
import dev.imageclassifier.cli.ChildJvm;
import dev.imageclassifier.runtime.bundle.ModelBundle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Row e: DJL's stock translator in a separate process with the default settings of DJL. A process
 * reads the settings of libtorch only once.
 */
public final class NaiveBenchmark implements RowBenchmark {
  private final BenchmarkProcess process;

  private NaiveBenchmark(BenchmarkProcess process) {
    this.process = process;
  }

  /**
   * Starts the process and loads the model.
   *
   * @param directory receives the images and the standard error of the process
   */
  public static NaiveBenchmark start(
      Path directory, ModelBundle bundle, ImageSet images, int threads) {
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
    command.add(images.writeTo(directory.resolve("images")).toString());
    command.add(Integer.toString(threads));
    return new NaiveBenchmark(
        BenchmarkProcess.start(
            command, directory.resolve("naive.txt"), "Omit row e with --rows a,b,c,d."));
  }

  @Override
  public Row row() {
    return Row.NAIVE;
  }

  /** Whether the bundle contains {@value NaiveClassifier#SCRIPTED}. */
  public boolean scripted() {
    return Boolean.parseBoolean(process.readyLine());
  }

  @Override
  public Sample measure(int count) {
    JsonNode answer = process.ask(Integer.toString(count));
    List<Double> latencies = new ArrayList<>();
    answer.get("latencies").forEach(ms -> latencies.add(ms.asDouble()));
    long peak = answer.get("peak").asLong();
    return new Sample(
        BenchmarkProcess.cost(count, answer),
        new OutcomeCounts(count, answer.get("labelled").asLong(), answer.get("failed").asLong()),
        latencies,
        Map.of(),
        peak == 0 ? OptionalLong.empty() : OptionalLong.of(peak));
  }

  @Override
  public void close() {
    process.close();
  }
}
