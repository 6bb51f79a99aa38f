package dev.imageclassifier.benchmark.peers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imageclassifier.benchmark.measure.ImageSet;
import dev.imageclassifier.benchmark.measure.OutcomeCounts;
import dev.imageclassifier.benchmark.measure.Row;
import dev.imageclassifier.benchmark.measure.RowBenchmark;
import dev.imageclassifier.benchmark.measure.Sample;
import dev.imageclassifier.benchmark.process.BenchmarkProcess;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Row p: the work of row b by Pillow and TorchVision, on one thread. */
public final class PillowBenchmark implements RowBenchmark {
  private static final double MILLIS = 1e3;

  private final BenchmarkProcess process;

  /** Starts the program. */
  public PillowBenchmark(PythonPeers python, ImageSet images) {
    process = python.startReader(images);
  }

  @Override
  public Row row() {
    return Row.PILLOW;
  }

  @Override
  public Sample measure(int count) {
    JsonNode answer = process.ask(Integer.toString(count));
    Map<String, Double> parts = new TreeMap<>();
    answer
        .get("parts")
        .properties()
        .forEach(part -> parts.put(part.getKey(), MILLIS * part.getValue().asDouble() / count));
    return new Sample(
        BenchmarkProcess.cost(count, answer),
        new OutcomeCounts(count, count, 0), // a failure would have ended the process
        List.of(),
        parts,
        OptionalLong.empty());
  }

  @Override
  public void close() {
    process.close();
  }
}
