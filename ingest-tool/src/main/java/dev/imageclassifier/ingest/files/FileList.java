package dev.imageclassifier.ingest.files;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.BiConsumer;

/** Reads the files that a list names, in its order. A name must denote a file, not a directory. */
final class FileList implements ImageFiles.Source {
  private static final int MAX_NAME_BYTES = 64 * 1024;

  private final FileSelection selection;
  private final GlobFilter globs;
  private final BiConsumer<Path, IOException> problems;
  private final Path list;
  private InputStream in;

  FileList(FileSelection selection, BiConsumer<Path, IOException> problems) {
    this.selection = selection;
    this.globs = selection.globs();
    this.problems = problems;
    boolean standard = FileSelection.STANDARD_INPUT.equals(selection.list());
    this.list = standard ? Path.of("standard input") : selection.resolve(selection.list());
    try {
      this.in = new BufferedInputStream(standard ? System.in : Files.newInputStream(list));
    } catch (IOException e) {
      problems.accept(list, e);
    }
  }

  @Override
  public ImageFile next() {
    ImageFile found = null;
    while (found == null && in != null) {
      String name = readName();
      if (name == null) {
        close();
      } else if (!name.isEmpty()) {
        found = file(name);
      }
    }
    return found;
  }

  @Override
  public void close() {
    try {
      if (in != null) {
        in.close();
      }
    } catch (IOException e) {
      // nothing was written
    }
    in = null;
  }

  private ImageFile file(String name) {
    try {
      Path path = selection.resolve(name);
      String key = key(Path.of(name));
      return globs.accepts(key) ? new LocalFile(key, path) : null;
    } catch (InvalidPathException e) {
      String advice = name.indexOf('\0') < 0 ? "invalid file name" : "use --null for this list";
      problems.accept(list, new FileSystemException(name, null, advice));
      return null;
    }
  }

  /** The path in the list without {@code ./} and a leading slash. */
  private static String key(Path path) {
    Path plain = path.normalize();
    Path relative = plain.getRoot() == null ? plain : plain.getRoot().relativize(plain);
    return relative.toString().replace(path.getFileSystem().getSeparator(), "/");
  }

  /** Reads the next name; null at the end. */
  private String readName() {
    int end = selection.nullSeparated() ? 0 : '\n';
    ByteArrayOutputStream name = new ByteArrayOutputStream();
    try {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      while (next >= 0 && next != end) {
        name.write(next);
        if (name.size() > MAX_NAME_BYTES) {
          throw new FileSystemException(list.toString(), null, "does not contain file names");
        }
        next = in.read();
      }
    } catch (IOException e) {
      problems.accept(list, e);
      return null;
    }
    String text = name.toString(StandardCharsets.UTF_8);
    return !selection.nullSeparated() && text.endsWith("\r")
        ? text.substring(0, text.length() - 1)
        : text;
  }
}
