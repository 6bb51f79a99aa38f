package dev.imageclassifier.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imageclassifier.cli.ChildJvm;
import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.contract.TopicNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * Processes that share the partitions of a topic as one application. They stay while the topics
 * change, so that their JIT compilers warm up once.
 */
final class PipelineProcesses implements AutoCloseable {
  static final String START = "start";
  static final String LOOK = "look";
  static final String STOP = "stop";

  /** How many. */
  static final int COUNT = 2;

  private final List<PeerProcess> processes = new ArrayList<>();
  private final BooleanSupplier stopAsked;

  private PipelineProcesses(BooleanSupplier stopAsked) {
    this.stopAsked = stopAsked;
  }

  /**
   * Starts them and waits until each has its model.
   *
   * @param words this command's own arguments, which they get as well
   * @param bootstrap where the broker is
   * @param directory for what they print on standard error
   */
  static PipelineProcesses start(
      List<String> words, String bootstrap, Path directory, BooleanSupplier stopAsked) {
    List<String> flags = new ArrayList<>(ChildJvm.ownFlags());
    // also what was set after the start of this JVM
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("imageclassifier."))
        .forEach(name -> flags.add("-D" + name + "=" + System.getProperty(name)));
    List<String> command = ChildJvm.command(flags, BenchCommand.class);
    command.addAll(words);
    command.add("--serve=" + bootstrap);
    PipelineProcesses started = new PipelineProcesses(stopAsked);
    try {
      for (int i = 1; i <= COUNT; i++) {
        started.processes.add(
            PeerProcess.launch(
                command, directory.resolve("process-" + i + ".txt"), "Leave row d2 out."));
      }
      started.processes.forEach(PeerProcess::awaitGreeting);
      return started;
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
  }

  /** Lets each run a pipeline on these topics. */
  Serving serve(TopicNames topics) {
    String line = String.join(" ", START, topics.images(), topics.labels(), topics.deadLetters());
    processes.forEach(process -> process.tell(line));
    processes.forEach(PeerProcess::hear);
    return new Shared(new Deadline(stopAsked));
  }

  @Override
  public void close() {
    processes.forEach(PeerProcess::close);
  }

  /** The pipelines of all processes. */
  private final class Shared implements Serving {
    private final Deadline deadline;

    Shared(Deadline deadline) {
      this.deadline = deadline;
    }

    private List<JsonNode> look() {
      return processes.stream().map(process -> process.ask(LOOK)).toList();
    }

    @Override
    public long done() {
      return look().stream().mapToLong(figures -> figures.get("done").asLong()).sum();
    }

    @Override
    public boolean allAtWork() {
      return look().stream().allMatch(figures -> figures.get("at_work").asBoolean());
    }

    @Override
    public Duration cpuElsewhere() {
      return processes.stream().map(PeerProcess::cpu).reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public void begin() {
      // nothing is counted from here on but what cpuElsewhere tells
    }

    @Override
    public Map<String, Double> parts(long pictures) {
      return Map.of(
          "mean_batch",
          look().stream()
              .mapToDouble(figures -> figures.get("mean_batch").asDouble())
              .average()
              .orElseThrow());
    }

    @Override
    public OptionalLong peakBytes() {
      long peak = look().stream().mapToLong(figures -> figures.get("peak").asLong()).sum();
      return peak == 0 ? OptionalLong.empty() : OptionalLong.of(peak);
    }

    @Override
    public void renew() {
      deadline.renew();
    }

    @Override
    public void check() {
      deadline.check();
      for (JsonNode figures : look()) {
        if (figures.has("ended")) {
          throw new UserError(figures.get("ended").textValue());
        }
      }
    }

    @Override
    public void close() {
      processes.forEach(process -> process.ask(STOP));
    }
  }
}
