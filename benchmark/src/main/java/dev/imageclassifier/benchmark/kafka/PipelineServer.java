package dev.imageclassifier.benchmark.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imageclassifier.benchmark.measure.BenchmarkSettings;
import dev.imageclassifier.contract.TopicNames;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/**
 * One process of {@link PipelineProcesses}: executes each command line on standard input, which
 * starts or stops pipelines, and answers with the status of the pipeline as JSON.
 */
public final class PipelineServer {
  private final PipelineFactory pipelines;
  private final Map<String, String> client;
  private LocalPipeline pipeline;

  /** A server whose pipelines have an equal share of the threads and partitions. */
  public PipelineServer(PipelineFactory pipelines, String bootstrapServers) {
    BenchmarkSettings all = pipelines.settings();
    this.pipelines =
        pipelines.with(
            all.toBuilder()
                .threads(Math.max(1, all.threads() / PipelineProcesses.COUNT))
                .partitions(all.partitions() / PipelineProcesses.COUNT)
                .build());
    this.client = Map.of("bootstrap.servers", bootstrapServers);
  }

  /** Runs until standard input ends. */
  public void run(BufferedReader in, PrintWriter out) throws IOException {
    out.println("ready");
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        out.println(answer(List.of(line.split(" ", -1))));
      }
    } finally {
      stop();
    }
  }

  private String answer(List<String> words) {
    if (words.get(0).equals(PipelineProcesses.START)) {
      TopicNames topics = new TopicNames(words.get(1), words.get(2), words.get(3));
      pipeline = pipelines.startLocal(client, topics);
    }
    String status = status();
    if (words.get(0).equals(PipelineProcesses.STOP)) {
      stop();
    }
    return status;
  }

  private String status() {
    ObjectNode node =
        new ObjectMapper()
            .createObjectNode()
            .put("done", pipeline.done())
            .put("at_work", pipeline.allAtWork())
            .put("mean_batch", pipeline.meanBatch())
            .put("peak", pipeline.peakBytes().orElse(0));
    pipeline.ended().ifPresent(reason -> node.put("ended", reason));
    return node.toString();
  }

  private void stop() {
    if (pipeline != null) {
      pipeline.close();
      pipeline = null;
    }
  }
}
