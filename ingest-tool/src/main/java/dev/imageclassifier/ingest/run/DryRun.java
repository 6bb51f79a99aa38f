package dev.imageclassifier.ingest.run;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imageclassifier.contract.error.ErrorText;
import dev.imageclassifier.contract.Sha256;
import dev.imageclassifier.ingest.files.FileContent;
import dev.imageclassifier.ingest.files.FileSelection;
import dev.imageclassifier.ingest.files.ImageFile;
import dev.imageclassifier.ingest.files.ImageFiles;
import dev.imageclassifier.ingest.files.UnsendableFileException;
import dev.imageclassifier.ingest.journal.SeenDigests;
import dev.imageclassifier.ingest.publish.ImageReader;
import dev.imageclassifier.ingest.publish.MediaTypes;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Reads every file as publishing would, and says what would be sent. */
public final class DryRun {
  private final FileSelection selection;
  private final ImageReader reading;
  private final SeenDigests seen;
  private final Map<String, Long> formats = new TreeMap<>();
  private long files;
  private long bytes;
  private long empty;
  private long unsendable;
  private long unreadable;
  private long duplicates;

  /**
   * @param reading how files are read
   * @param seen remembers digests
   */
  public DryRun(FileSelection selection, ImageReader reading, SeenDigests seen) {
    this.selection = selection;
    this.reading = reading;
    this.seen = seen;
  }

  /**
   * Reads the files.
   *
   * @param problems takes a sentence for each that would not be sent
   */
  public void run(Consumer<String> problems) {
    try (ImageFiles images =
        selection.open(
            (path, problem) -> {
              unreadable++;
              problems.accept(
                  ErrorText.printable(path.toString())
                      + " cannot be listed ("
                      + ErrorText.reason(problem)
                      + ").");
            })) {
      while (images.hasNext()) {
        look(images.next(), problems);
      }
    }
  }

  private void look(ImageFile image, Consumer<String> problems) {
    try {
      FileContent content = reading.read(image);
      files++;
      bytes += content.bytes().length;
      formats.merge(MediaTypes.of(content.bytes()), 1L, Long::sum);
      if (content.bytes().length == 0) {
        empty++;
      } else if (!seen.add(Sha256.hex(content.bytes()))) {
        duplicates++;
      }
    } catch (UnsendableFileException e) {
      unsendable++;
      problems.accept(ErrorText.printable(image.name()) + " " + e.getMessage() + ".");
    } catch (IOException e) {
      unreadable++;
      problems.accept(
          ErrorText.printable(image.name()) + " cannot be read (" + ErrorText.reason(e) + ").");
    }
  }

  /** What was found, for a person. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%,d files with %,d bytes would be sent; %,d of them are empty, %,d repeat another's"
                + " bytes. %,d would not be sent, %,d cannot be read.%n",
            files,
            bytes,
            empty,
            duplicates,
            unsendable,
            unreadable));
    formats.forEach(
        (format, count) -> text.append(String.format(Locale.ROOT, "  %,9d %s%n", count, format)));
    return text.toString();
  }

  /** What was found, for a program. */
  public String json() {
    ObjectNode node = new JsonMapper().createObjectNode();
    node.put("published", 0);
    node.put("would_publish", files);
    node.put("bytes", bytes);
    node.put("empty", empty);
    node.put("duplicates", duplicates);
    node.put("unsendable", unsendable);
    node.put("unreadable", unreadable);
    ObjectNode byFormat = node.putObject("formats");
    formats.forEach(byFormat::put);
    return node.toString();
  }
}
