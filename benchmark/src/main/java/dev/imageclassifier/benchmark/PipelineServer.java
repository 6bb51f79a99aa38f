package dev.imageclassifier.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.contract.TopicNames;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/**
 * The other side of {@link PipelineProcesses}: starts and ends pipelines as standard input says, a
 * line each, and answers each line with its figures as JSON.
 */
final class PipelineServer {
  private final PipelineFactory pipelines;
  private final Map<String, String> client;
  private OwnPipeline pipeline;

  PipelineServer(PipelineFactory pipelines, Map<String, String> client) {
    this.pipelines = pipelines;
    this.client = client;
  }

  /** Runs until standard input ends. */
  void run(BufferedReader in, PrintWriter out) throws IOException {
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
      pipeline =
          OwnPipeline.start(
              pipelines, client, new TopicNames(words.get(1), words.get(2), words.get(3)));
    }
    ObjectNode figures = figures();
    if (words.get(0).equals(PipelineProcesses.STOP)) {
      stop();
    }
    return figures.toString();
  }

  private ObjectNode figures() {
    ObjectNode node = new ObjectMapper().createObjectNode();
    node.put("done", pipeline.done())
        .put("at_work", pipeline.allAtWork())
        .put("mean_batch", pipeline.meanBatch())
        .put("peak", pipeline.peakBytes().orElse(0));
    try {
      pipeline.renew(); // how long to wait is the other side's business
      pipeline.check();
    } catch (UserError e) {
      node.put("ended", e.getMessage());
    }
    return node;
  }

  private void stop() {
    if (pipeline != null) {
      pipeline.close();
      pipeline = null;
    }
  }
}
