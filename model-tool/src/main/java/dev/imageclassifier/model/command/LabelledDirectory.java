package dev.imageclassifier.model.command;

import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.runtime.bundle.ClassLabel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads a directory of images with known classes: a {@code manifest.csv} with the columns {@code
 * file} and {@code class_index}, or a directory per class, named by its index, WordNet id or name.
 */
final class LabelledDirectory {
  private static final String MANIFEST = "manifest.csv";

  private LabelledDirectory() {}

  /**
   * Returns all images, sorted.
   *
   * @throws UserError when the directory or its manifest is invalid
   */
  static List<Golden> read(Path directory, List<ClassLabel> labels) {
    try {
      if (!Files.isDirectory(directory)) {
        throw new UserError("%s is not a directory.".formatted(directory));
      }
      Path manifest = directory.resolve(MANIFEST);
      List<Golden> images =
          Files.exists(manifest)
              ? manifest(manifest, labels.size())
              : directories(directory, labels);
      if (images.isEmpty()) {
        throw new UserError(
            "%s contains no labelled images: expected a directory per class, or a %s with the columns file and class_index."
                .formatted(directory, MANIFEST));
      }
      return images;
    } catch (IOException e) {
      throw new UserError(
          "Cannot read the directory %s: %s.".formatted(directory, ErrorText.reason(e)), e);
    }
  }

  private static List<Golden> manifest(Path manifest, int classes) throws IOException {
    List<String> lines = Files.readAllLines(manifest);
    List<String> heading = lines.isEmpty() ? List.of() : cells(lines.get(0));
    int file = heading.indexOf("file");
    int truth = heading.indexOf("class_index");
    if (file < 0 || truth < 0) {
      throw new UserError("%s must have the columns file and class_index.".formatted(manifest));
    }
    List<Golden> images = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      List<String> cells = cells(lines.get(i));
      int index = cells.size() > Math.max(file, truth) ? number(cells.get(truth)) : -1;
      if (index < 0 || index >= classes) {
        throw new UserError(
            "%s, line %d: class_index must be 0 to %d.".formatted(manifest, i + 1, classes - 1));
      }
      images.add(Golden.truth(cells.get(file), index));
    }
    return images;
  }

  private static List<Golden> directories(Path directory, List<ClassLabel> labels)
      throws IOException {
    Map<String, Integer> names = names(labels);
    List<Golden> images = new ArrayList<>();
    for (Path each : sorted(directory)) {
      if (Files.isDirectory(each)) {
        Integer index = names.get(each.getFileName().toString());
        if (index == null) {
          throw new UserError(
              "%s is not a class of the model: use an index, a WordNet id or a label."
                  .formatted(each));
        }
        for (Path file : sorted(each)) {
          if (Files.isRegularFile(file)) {
            images.add(Golden.truth(directory.relativize(file).toString(), index));
          }
        }
      }
    }
    return images;
  }

  private static Map<String, Integer> names(List<ClassLabel> labels) {
    Map<String, Integer> names = new HashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      ClassLabel label = labels.get(i);
      names.putIfAbsent(label.label(), i);
      names.putIfAbsent(label.names(), i);
      if (label.wnid() != null) {
        names.put(label.wnid(), i);
      }
    }
    for (int i = 0; i < labels.size(); i++) {
      names.putIfAbsent(String.valueOf(i), i);
    }
    return names;
  }

  private static List<Path> sorted(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(path -> !path.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    }
  }

  private static int number(String text) {
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
  }

  /** Splits a line of CSV (RFC 4180). Line feeds inside quotes are not supported. */
  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        boolean doubled = quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
        if (doubled) {
          cell.append(c);
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
