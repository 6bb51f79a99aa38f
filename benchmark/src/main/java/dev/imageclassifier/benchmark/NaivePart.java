package dev.imageclassifier.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imageclassifier.cli.ChildJvm;
import dev.imageclassifier.runtime.bundle.ModelBundle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Row e, in a process of its own with the settings that DJL has by itself. */
final class NaivePart implements Part {
  private final PeerProcess peer;

  private NaivePart(PeerProcess peer) {
    this.peer = peer;
  }

  static NaivePart start(Path directory, ModelBundle bundle, Corpus corpus, int threads) {
    int cores = Runtime.getRuntime().availableProcessors();
    // what DJL and libtorch do where nothing is set
    List<String> flags =
        List.of(
            "-Dai.djl.pytorch.num_threads=" + cores,
            "-Dai.djl.pytorch.num_interop_threads=" + cores,
            "-Dai.djl.pytorch.graph_optimizer=true",
            "-Djava.awt.headless=true");
    List<String> command = ChildJvm.command(flags, NaiveMain.class);
    command.add(bundle.directory().toString());
    command.add(corpus.writtenTo(directory.resolve("pictures")).toString());
    command.add(Integer.toString(threads));
    return new NaivePart(
        PeerProcess.start(
            command, directory.resolve("naive.txt"), "Leave row e out with --rows a,b,c,d."));
  }

  @Override
  public Row row() {
    return Row.NAIVE;
  }

  /** Whether it runs the model as {@code torch.jit.script} leaves it. */
  boolean scripted() {
    return Boolean.parseBoolean(peer.greeting());
  }

  @Override
  public Sample measure(int pictures) {
    JsonNode answer = peer.ask(pictures);
    List<Double> latencies = new ArrayList<>();
    answer.get("latencies").forEach(ms -> latencies.add(ms.asDouble()));
    long peak = answer.get("peak").asLong();
    return new Sample(
        PeerProcess.effort(pictures, answer),
        new Account(pictures, answer.get("labelled").asLong(), answer.get("failed").asLong()),
        latencies,
        Map.of(),
        peak == 0 ? OptionalLong.empty() : OptionalLong.of(peak));
  }

  @Override
  public void close() {
    peer.close();
  }
}
