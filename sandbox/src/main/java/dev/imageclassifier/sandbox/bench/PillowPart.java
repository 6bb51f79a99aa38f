package dev.imageclassifier.sandbox.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imageclassifier.runtime.preprocess.Preprocessing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
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
    Path folder = directory.resolve("pictures");
    try {
      Files.createDirectories(folder);
      for (int i = 0; i < corpus.pictures().size(); i++) {
        Files.write(folder.resolve(String.format(Locale.ROOT, "%06d.jpg", i)), corpus.at(i));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The pictures cannot be written for Python.", e);
    }
    return new PillowPart(
        PeerProcess.start(python, directory, numbers, List.of("read", folder.toString())));
  }

  @Override
  public Row row() {
    return Row.PILLOW;
  }

  @Override
  public Sample measure(int pictures) {
    try {
      JsonNode answer = new ObjectMapper().readTree(peer.ask(Integer.toString(pictures)));
      Map<String, Double> parts = new TreeMap<>();
      answer
          .get("parts")
          .properties()
          .forEach(
              part -> parts.put(part.getKey(), MILLIS * part.getValue().asDouble() / pictures));
      return new Sample(
          new Effort(
              pictures,
              answer.get("seconds").asDouble(),
              answer.get("cpu").asDouble(),
              OptionalDouble.empty()),
          new Account(pictures, pictures, 0), // an exception would have ended the process
          List.of(),
          parts,
          OptionalLong.empty());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The Python process answers no JSON.", e);
    }
  }

  @Override
  public void close() {
    peer.close();
  }
}
