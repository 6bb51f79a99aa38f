package dev.imageclassifier.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imageclassifier.runtime.preprocess.Preprocessing;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Row p: what row b does, by Pillow and TorchVision, on one thread. */
final class PillowPart implements Part {
  private static final double MILLIS = 1e3;

  private final PeerProcess peer;

  private PillowPart(PeerProcess peer) {
    this.peer = peer;
  }

  static PillowPart start(String python, Path directory, Preprocessing numbers, Corpus corpus) {
    Path folder = corpus.writtenTo(directory.resolve("pictures"));
    return new PillowPart(
        PythonPeer.start(python, directory, numbers, List.of("read", folder.toString())));
  }

  @Override
  public Row row() {
    return Row.PILLOW;
  }

  @Override
  public Sample measure(int pictures) {
    JsonNode answer = peer.ask(pictures);
    Map<String, Double> parts = new TreeMap<>();
    answer
        .get("parts")
        .properties()
        .forEach(part -> parts.put(part.getKey(), MILLIS * part.getValue().asDouble() / pictures));
    return new Sample(
        PeerProcess.effort(pictures, answer),
        new Account(pictures, pictures, 0), // an exception would have ended the process
        List.of(),
        parts,
        OptionalLong.empty());
  }

  @Override
  public void close() {
    peer.close();
  }
}
