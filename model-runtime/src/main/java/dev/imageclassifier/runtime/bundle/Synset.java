package dev.imageclassifier.runtime.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses {@code synset.txt}: one class per line, in the order of the logits. */
final class Synset {
  /** The id of a WordNet 3.0 noun, then the names. */
  private static final Pattern WITH_WNID = Pattern.compile("(n\\d{8})(?:\\s+(.*))?");

  private Synset() {}

  /** Parses all lines and adds a message to {@code problems} for each invalid one. */
  static List<ClassLabel> parse(List<String> lines, List<String> problems) {
    List<ClassLabel> labels = new ArrayList<>(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      ClassLabel label = parse(lines.get(i).strip());
      if (label.label().isEmpty()) {
        problems.add(
            BundleFiles.LABELS
                + ": line "
                + (i + 1)
                + " has no name: each line must contain one class");
      }
      labels.add(label);
    }
    if (lines.isEmpty()) {
      problems.add(BundleFiles.LABELS + " is empty: it must contain one class per line");
    }
    return labels;
  }

  private static ClassLabel parse(String line) {
    Matcher matcher = WITH_WNID.matcher(line);
    String wnid = matcher.matches() ? matcher.group(1) : null;
    String names = wnid == null ? line : matcher.group(2) == null ? "" : matcher.group(2).strip();
    int comma = names.indexOf(',');
    return new ClassLabel(wnid, comma < 0 ? names : names.substring(0, comma).strip(), names);
  }
}
