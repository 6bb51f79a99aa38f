package dev.imageclassifier.model.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.contract.error.ErrorText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The true class of an image and the predictions of a reference pipeline. A line of a golden file
 * is {@code {"file":"a.jpg","true_index":0,"top5":[[0,0.88],[389,0.05],…]}}.
 *
 * @param file path below the image directory
 * @param trueIndex the true class; -1 if unknown
 * @param indices classes of the reference, best first; empty without a reference
 * @param score probability of the first class
 */
record Golden(String file, int trueIndex, List<Integer> indices, double score) {

  Golden {
    indices = List.copyOf(indices);
  }

  /** Returns an image with a known class and without a reference. */
  static Golden truth(String file, int trueIndex) {
    return new Golden(file, trueIndex, List.of(), Double.NaN);
  }

  /**
   * Reads a golden file.
   *
   * @throws UserError naming the file and the line
   */
  static List<Golden> read(Path path) {
    List<Golden> lines = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(path)) {
        lines.add(parse(line, path, lines.size() + 1));
      }
    } catch (IOException e) {
      throw new UserError(
          "Cannot read the golden file %s: %s.".formatted(path, ErrorText.reason(e)), e);
    }
    if (lines.isEmpty()) {
      throw new UserError("The golden file " + path + " is empty.");
    }
    return lines;
  }

  private static Golden parse(String line, Path path, int number) {
    JsonNode node = null;
    try {
      node = JsonPrinter.MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      // reported below
    }
    JsonNode file = node == null ? null : node.get("file");
    JsonNode top = node == null ? null : node.get("top5");
    if (file == null || !file.isTextual() || top == null || !isTop(top)) {
      throw new UserError(
          "Invalid golden file %s, line %d: expected {\"file\":\"a.jpg\",\"top5\":[[0,0.88],[389,0.05]]}."
              .formatted(path, number));
    }
    List<Integer> indices = new ArrayList<>();
    top.forEach(pair -> indices.add(pair.get(0).intValue()));
    return new Golden(
        file.textValue(),
        node.path("true_index").asInt(-1),
        indices,
        top.get(0).get(1).doubleValue());
  }

  private static boolean isTop(JsonNode top) {
    for (JsonNode pair : top) {
      if (pair.size() != 2 || !pair.get(0).isInt() || !pair.get(1).isNumber()) {
        return false;
      }
    }
    return top.isArray() && !top.isEmpty();
  }
}
