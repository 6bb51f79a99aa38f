package dev.imageclassifier.benchmark.peers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imageclassifier.benchmark.measure.Cost;
import dev.imageclassifier.benchmark.measure.OutcomeCounts;
import dev.imageclassifier.benchmark.measure.Row;
import dev.imageclassifier.benchmark.measure.RowBenchmark;
import dev.imageclassifier.benchmark.measure.Sample;
import dev.imageclassifier.benchmark.process.BenchmarkProcess;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Row e or p: a process that measures itself. It receives a number of images and answers with
 * {@code seconds}, {@code cpu}, {@code labelled}, {@code parts} in seconds and {@code peak} in
 * bytes.
 */
public record PeerBenchmark(Row row, BenchmarkProcess process) implements RowBenchmark {
  private static final double MILLIS = 1e3;

  /** The line that the process printed when it was ready. */
  public String readyLine() {
    return process.readyLine();
  }

  @Override
  public Sample measure(int count) {
    JsonNode answer = process.ask(Integer.toString(count));
    long labelled = answer.get("labelled").asLong();
    Map<String, Double> parts = new TreeMap<>();
    answer
        .path("parts")
        .properties()
        .forEach(part -> parts.put(part.getKey(), MILLIS * part.getValue().asDouble() / count));
    long peak = answer.path("peak").asLong();
    return new Sample(
        new Cost(
            count,
            answer.get("seconds").asDouble(),
            answer.get("cpu").asDouble(),
            OptionalDouble.empty()),
        new OutcomeCounts(count, labelled, count - labelled),
        parts,
        peak == 0 ? OptionalLong.empty() : OptionalLong.of(peak));
  }

  @Override
  public void close() {
    process.close();
  }
}
