package dev.imageclassifier.benchmark.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imageclassifier.benchmark.process.BenchmarkProcess;
import dev.imageclassifier.contract.TopicNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Row d2: processes that share the partitions of a topic as one application. They keep running
 * while the topics change, so that their JIT compilers warm up once.
 */
public final class PipelineProcesses implements AutoCloseable {
  /** Number of processes. */
  public static final int COUNT = 2;

  static final String START = "start";
  static final String STATUS = "status";
  static final String STOP = "stop";

  private final List<BenchmarkProcess> processes = new ArrayList<>();
  private final Runnable cancellation;

  private PipelineProcesses(Runnable cancellation) {
    this.cancellation = cancellation;
  }

  /**
   * Starts the processes and waits until each has loaded its model.
   *
   * @param command command line of a {@link PipelineServer}
   * @param directory receives their standard error
   * @param cancellation throws if the benchmark was interrupted
   */
  public static PipelineProcesses start(
      List<String> command, Path directory, Runnable cancellation) {
    PipelineProcesses started = new PipelineProcesses(cancellation);
    try {
      for (int i = 1; i <= COUNT; i++) {
        started.processes.add(
            BenchmarkProcess.start(
                command, directory.resolve("process-" + i + ".txt"), "Omit row d2."));
      }
      return started;
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
  }

  /** Starts a pipeline on these topics in each process. */
  public RunningPipelines start(TopicNames topics) {
    String line = String.join(" ", START, topics.images(), topics.labels(), topics.deadLetters());
    processes.forEach(process -> process.send(line));
    processes.forEach(BenchmarkProcess::receive);
    return new RemotePipelines();
  }

  @Override
  public void close() {
    processes.forEach(BenchmarkProcess::close);
  }

  /** The pipelines of all processes. */
  private final class RemotePipelines implements RunningPipelines {
    private final StallDetector stall = new StallDetector(this::ended, cancellation);

    private List<JsonNode> status() {
      return processes.stream().map(process -> process.ask(STATUS)).toList();
    }

    private Optional<String> ended() {
      return status().stream()
          .filter(status -> status.has("ended"))
          .map(status -> status.get("ended").textValue())
          .findFirst();
    }

    @Override
    public long done() {
      return status().stream().mapToLong(status -> status.get("done").asLong()).sum();
    }

    @Override
    public boolean allAtWork() {
      return status().stream().allMatch(status -> status.get("at_work").asBoolean());
    }

    @Override
    public Duration cpuOfOtherProcesses() {
      return processes.stream().map(BenchmarkProcess::cpu).reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public double meanBatch() {
      return status().stream()
          .mapToDouble(status -> status.get("mean_batch").asDouble())
          .average()
          .orElseThrow();
    }

    @Override
    public OptionalLong peakBytes() {
      long peak = status().stream().mapToLong(status -> status.get("peak").asLong()).sum();
      return peak == 0 ? OptionalLong.empty() : OptionalLong.of(peak);
    }

    @Override
    public void update(boolean progress) {
      stall.update(progress);
    }

    @Override
    public void close() {
      processes.forEach(process -> process.ask(STOP));
    }
  }
}
