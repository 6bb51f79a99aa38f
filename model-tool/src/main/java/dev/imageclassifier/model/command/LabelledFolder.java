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
 * Pictures whose classes are known: a {@code manifest.csv} with the columns {@code file} and {@code
 * class_index}, or a folder for each class, named by its index, WordNet id or name.
 */
final class LabelledFolder {
  private static final String MANIFEST = "manifest.csv";

  private LabelledFolder() {}

  /** All pictures, sorted; what is wrong is one sentence. */
  static List<Golden> read(Path folder, List<ClassLabel> labels) {
    try {
      if (!Files.isDirectory(folder)) {
        throw new UserError(folder + " is no folder: give one with labelled pictures.");
      }
      Path manifest = folder.resolve(MANIFEST);
      List<Golden> pictures =
          Files.exists(manifest) ? manifest(manifest, labels.size()) : folders(folder, labels);
      if (pictures.isEmpty()) {
        throw new UserError(
            folder
                + " holds no labelled picture: give it a folder for each class, or a "
                + MANIFEST
                + " with the columns file and class_index.");
      }
      return pictures;
    } catch (IOException e) {
      throw new UserError(
          "The folder " + folder + " cannot be read: " + ErrorText.reason(e) + ".", e);
    }
  }

  private static List<Golden> manifest(Path manifest, int classes) throws IOException {
    List<String> lines = Files.readAllLines(manifest);
    List<String> heading = lines.isEmpty() ? List.of() : cells(lines.get(0));
    int file = heading.indexOf("file");
    int truth = heading.indexOf("class_index");
    if (file < 0 || truth < 0) {
      throw new UserError(manifest + " must have the columns file and class_index.");
    }
    List<Golden> pictures = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      List<String> cells = cells(lines.get(i));
      int index = cells.size() > Math.max(file, truth) ? number(cells.get(truth)) : -1;
      if (index < 0 || index >= classes) {
        throw new UserError(
            manifest
                + " holds in line "
                + (i + 1)
                + " no file of a class from 0 to "
                + (classes - 1)
                + ".");
      }
      pictures.add(Golden.truth(cells.get(file), index));
    }
    return pictures;
  }

  private static List<Golden> folders(Path folder, List<ClassLabel> labels) throws IOException {
    Map<String, Integer> names = names(labels);
    List<Golden> pictures = new ArrayList<>();
    for (Path each : sorted(folder)) {
      if (Files.isDirectory(each)) {
        Integer index = names.get(each.getFileName().toString());
        if (index == null) {
          throw new UserError(
              each + " is no class of the model: name it by index, WordNet id or label.");
        }
        for (Path file : sorted(each)) {
          if (Files.isRegularFile(file)) {
            pictures.add(Golden.truth(folder.relativize(file).toString(), index));
          }
        }
      }
    }
    return pictures;
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

  private static List<Path> sorted(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(path -> !path.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    }
  }

  private static int number(String text) {
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
  }

  /** The cells of a line of RFC 4180; a quoted line feed is not read. */
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
