package dev.imageclassifier.topology.quarantine;

import dev.imageclassifier.contract.RecordPosition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How often the process died on which record, in a small text file. Thread-safe. */
public final class CrashCounts {
  private static final Logger LOG = LoggerFactory.getLogger(CrashCounts.class);

  /** A topic may be made anew and its offsets begin again: what is this old says nothing now. */
  private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

  private final Path file;
  private final Map<RecordPosition, Entry> entries = new ConcurrentHashMap<>();

  private record Entry(int deaths, Instant last) {}

  CrashCounts(Path file) {
    this.file = file;
    if (Files.exists(file)) {
      try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
        lines.forEach(this::parse);
      } catch (IOException | RuntimeException e) {
        LOG.warn("{} cannot be read, so earlier crashes are forgotten: {}", file, e.toString());
      }
    }
  }

  int size() {
    return entries.size();
  }

  int at(RecordPosition position) {
    Entry entry = entries.isEmpty() ? null : entries.get(position);
    return entry == null ? 0 : entry.deaths();
  }

  void count(RecordPosition position) {
    entries.merge(
        position,
        new Entry(1, Instant.now()),
        (before, now) -> new Entry(before.deaths() + 1, now.last()));
  }

  boolean forget(RecordPosition position) {
    return !entries.isEmpty() && entries.remove(position) != null;
  }

  synchronized void save() {
    String text =
        entries.entrySet().stream()
            .map(
                e ->
                    e.getKey().topic()
                        + "\t"
                        + e.getKey().partition()
                        + "\t"
                        + e.getKey().offset()
                        + "\t"
                        + e.getValue().deaths()
                        + "\t"
                        + e.getValue().last()
                        + "\n")
            .sorted()
            .collect(Collectors.joining());
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn("{} cannot be written, so crashes are not counted: {}", file, e.toString());
    }
  }

  private void parse(String line) {
    String[] fields = fields(line, 5);
    Instant last = Instant.parse(fields[4]);
    if (last.isAfter(Instant.now().minus(FORGOTTEN_AFTER))) {
      entries.put(parsePosition(line), new Entry(Integer.parseInt(fields[3]), last));
    }
  }

  static RecordPosition parsePosition(String line) {
    String[] fields = fields(line, 3);
    return new RecordPosition(fields[0], Integer.parseInt(fields[1]), Long.parseLong(fields[2]));
  }

  private static String[] fields(String line, int atLeast) {
    String[] fields = line.split("\t", -1);
    if (fields.length < atLeast) {
      throw new IllegalArgumentException("a line of " + fields.length + " fields");
    }
    return fields;
  }
}
