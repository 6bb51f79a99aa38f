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

/** Number of crashes per record, stored in a small text file. Thread-safe. */
final class CrashCounts {
  private static final Logger LOG = LoggerFactory.getLogger(CrashCounts.class);

  /** Entries expire, because the offsets of a recreated topic start at 0 again. */
  private static final Duration EXPIRY = Duration.ofDays(1);

  private final Path file;
  private final Map<RecordPosition, Entry> entries = new ConcurrentHashMap<>();

  private record Entry(int crashes, Instant latest) {}

  CrashCounts(Path file) {
    this.file = file;
    if (Files.exists(file)) {
      try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
        lines.forEach(this::parse);
      } catch (IOException | RuntimeException e) {
        LOG.atWarn()
            .addKeyValue("file", file)
            .addKeyValue("error", e)
            .log("cannot read crash counts; earlier crashes are ignored");
      }
    }
  }

  int size() {
    return entries.size();
  }

  int get(RecordPosition position) {
    Entry entry = entries.isEmpty() ? null : entries.get(position);
    return entry == null ? 0 : entry.crashes();
  }

  void increment(RecordPosition position) {
    entries.merge(
        position,
        new Entry(1, Instant.now()),
        (old, one) -> new Entry(old.crashes() + 1, one.latest()));
  }

  boolean remove(RecordPosition position) {
    return !entries.isEmpty() && entries.remove(position) != null;
  }

  synchronized void save() {
    String text =
        entries.entrySet().stream()
            .map(it -> line(it.getKey(), it.getValue()))
            .sorted()
            .collect(Collectors.joining());
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.writeString(temporary, text);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("file", file)
          .addKeyValue("error", e)
          .log("cannot write crash counts; crashes are not counted");
    }
  }

  private static String line(RecordPosition position, Entry entry) {
    return "%s\t%d\t%d\t%d\t%s\n"
        .formatted(
            position.topic(),
            position.partition(),
            position.offset(),
            entry.crashes(),
            entry.latest());
  }

  private void parse(String line) {
    String[] fields = fields(line, 5);
    Instant latest = Instant.parse(fields[4]);
    if (latest.isAfter(Instant.now().minus(EXPIRY))) {
      entries.put(parsePosition(line), new Entry(Integer.parseInt(fields[3]), latest));
    }
  }

  /** Parses topic, partition and offset, separated by tabs. */
  static RecordPosition parsePosition(String line) {
    String[] fields = fields(line, 3);
    return new RecordPosition(fields[0], Integer.parseInt(fields[1]), Long.parseLong(fields[2]));
  }

  private static String[] fields(String line, int min) {
    String[] fields = line.split("\t", -1);
    if (fields.length < min) {
      throw new IllegalArgumentException(
          "A line has %d fields but must have at least %d".formatted(fields.length, min));
    }
    return fields;
  }
}
