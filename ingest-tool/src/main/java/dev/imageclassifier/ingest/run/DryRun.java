package dev.imageclassifier.ingest.run;

import dev.imageclassifier.contract.Sha256;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.ingest.files.FileContent;
import dev.imageclassifier.ingest.files.FileSelection;
import dev.imageclassifier.ingest.files.ImageFile;
import dev.imageclassifier.ingest.files.ImageFiles;
import dev.imageclassifier.ingest.files.RejectedFileException;
import dev.imageclassifier.ingest.journal.SeenDigests;
import dev.imageclassifier.ingest.publish.ImageReader;
import dev.imageclassifier.ingest.publish.MediaTypes;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Reads all files as a run would and counts what it would publish. Not thread-safe. */
public final class DryRun {
  /**
   * The result of a dry run.
   *
   * @param published always 0
   * @param wouldPublish files that a run would publish
   * @param bytes total size of these files
   * @param empty files without content
   * @param duplicates files with the content of an earlier file
   * @param rejected files that are too large or cannot be published
   * @param unreadable files and directories that cannot be read
   * @param formats number of files by media type
   */
  public record Totals(
      long published,
      long wouldPublish,
      long bytes,
      long empty,
      long duplicates,
      long rejected,
      long unreadable,
      Map<String, Long> formats) {
    /** Copies the map. */
    public Totals {
      formats = new TreeMap<>(formats);
    }

    /** Number of files by media type; a copy. */
    @Override
    public Map<String, Long> formats() {
      return new TreeMap<>(formats);
    }
  }

  private final FileSelection selection;
  private final ImageReader reader;
  private final SeenDigests seen;
  private final Consumer<String> problems;
  private final Map<String, Long> formats = new TreeMap<>();
  private long bytes;
  private long empty;
  private long rejected;
  private long unreadable;
  private long duplicates;

  /**
   * @param reader applies the size limits
   * @param seen stores digests to find duplicates
   * @param problems receives a sentence for each file that would not be published
   */
  public DryRun(
      FileSelection selection, ImageReader reader, SeenDigests seen, Consumer<String> problems) {
    this.selection = selection;
    this.reader = reader;
    this.seen = seen;
    this.problems = problems;
  }

  /** Reads the files. */
  public Totals execute() {
    try (ImageFiles files =
        selection.open((path, problem) -> unreadable(path.toString(), "listed", problem))) {
      files.forEachRemaining(this::read);
    }
    long files = formats.values().stream().mapToLong(Long::longValue).sum();
    return new Totals(0, files, bytes, empty, duplicates, rejected, unreadable, formats);
  }

  private void read(ImageFile file) {
    try {
      FileContent content = reader.read(file);
      bytes += content.bytes().length;
      formats.merge(MediaTypes.of(content.bytes()), 1L, Long::sum);
      if (content.bytes().length == 0) {
        empty++;
      } else if (!seen.add(Sha256.hex(content.bytes()))) {
        duplicates++;
      }
    } catch (RejectedFileException e) {
      rejected++;
      problems.accept(ErrorText.printable(file.name()) + " " + e.getMessage() + ".");
    } catch (IOException e) {
      unreadable(file.name(), "read", e);
    }
  }

  private void unreadable(String name, String action, IOException failure) {
    unreadable++;
    problems.accept(
        "%s cannot be %s (%s)."
            .formatted(ErrorText.printable(name), action, ErrorText.reason(failure)));
  }
}
